package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.feed.Inputs;
import org.cornu.graph.Pass;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What every pass over a compiled net emits.
 *
 * @param compiled as the user wrote it
 * @param net as it is emitted
 * @param measurings of the outputs that are trained
 */
record Program(CompiledNet compiled, Net net, List<Measuring> measurings) {

  static Program of(CompiledNet compiled) {
    Net net = NetRewrites.apply(compiled.net());
    List<Measuring> measurings = new ArrayList<>();
    List<Integer> outputs = compiled.outputs();
    for (int i = 0; i < outputs.size(); i++) {
      int output = net.outputs().get(outputs.get(i));
      measurings.add(Measuring.of(net, output, compiled.how().objectives().get(i)));
    }
    return new Program(compiled, net, measurings);
  }

  /** Emits a pass over the weights and states as they are. */
  Forward forward(Pass pass, Inputs inputs, Resources resources) {
    return Forward.emit(
        net, pass, inputs.values(), true, (tf, path) -> resources.of(path).read(tf));
  }

  /**
   * Emits what weights add to the loss.
   *
   * @param replaced weights that the pass sets anew, by their paths
   */
  Penalties penalties(Ops tf, Resources resources, Map<String, Operand<TFloat32>> replaced) {
    return Penalties.of(
        tf,
        compiled.net().weights(),
        path ->
            replaced.containsKey(path)
                ? replaced.get(path)
                : resources.weights().get(path).read(tf));
  }
}
