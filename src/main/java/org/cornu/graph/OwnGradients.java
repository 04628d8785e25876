package org.cornu.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** What a layer's own rule gives for one call, if it is what the call needs. */
final class OwnGradients {

  private OwnGradients() {}

  /**
   * The gradients of the call's inputs and weights.
   *
   * @param arrived the gradients of its outputs by their places; of an output that is missing it is
   *     0
   * @throws IllegalStateException if one is missing or of another shape
   */
  static Map<Operand<?>, Operand<TFloat32>> of(
      Ops tf, Emitted call, Map<Integer, Operand<TFloat32>> arrived) {
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < call.outputs().size(); i++) {
      Operand<TFloat32> gradient = arrived.get(i);
      outputs.add(
          gradient == null
              ? tf.dtypes.cast(tf.zerosLike(call.outputs().get(i)), TFloat32.class)
              : gradient);
    }
    LayerGradients given = call.rule().orElseThrow().of(tf, outputs);
    Map<Operand<?>, Operand<TFloat32>> gradients = ofInputs(call, given.inputs());
    call.reads()
        .forEach(
            (path, read) -> {
              String name = path.substring(call.layer().length() + 1);
              Operand<TFloat32> gradient = given.weights().get(name);
              if (gradient == null) {
                throw wrong(
                    call, "one for weight \"" + name + "\"", given.weights().keySet().toString());
              }
              gradients.put(read, checked(call, "weight \"" + name + "\"", read, gradient));
            });
    return gradients;
  }

  /** Nothing flows to an input that is no float: what is given for it, if anything, is let be. */
  private static Map<Operand<?>, Operand<TFloat32>> ofInputs(
      Emitted call, List<Operand<TFloat32>> given) {
    int inputs = call.copies().size();
    int floats = (int) call.copies().stream().filter(OwnGradients::isFloat).count();
    if (given.size() != inputs && given.size() != floats) {
      String others = floats < inputs ? ", or of the " + floats + " that are floats" : "";
      throw wrong(call, "one for each of its inputs, " + inputs + others, "" + given.size());
    }
    Map<Operand<?>, Operand<TFloat32>> gradients = new HashMap<>();
    int next = 0;
    for (int i = 0; i < inputs; i++) {
      Operand<? extends TType> input = call.copies().get(i);
      if (isFloat(input)) {
        Operand<TFloat32> gradient = given.get(given.size() == inputs ? i : next++);
        gradients.put(input, checked(call, "input " + (i + 1), input, gradient));
      }
    }
    return gradients;
  }

  private static boolean isFloat(Operand<? extends TType> value) {
    return DType.of(value) == DType.FLOAT32;
  }

  private static Operand<TFloat32> checked(
      Emitted call, String what, Operand<? extends TType> source, Operand<TFloat32> gradient) {
    if (!gradient.shape().isCompatibleWith(source.shape())) {
      throw wrong(
          call, "one of shape " + source.shape() + " for " + what, gradient.shape().toString());
    }
    return gradient;
  }

  private static IllegalStateException wrong(Emitted call, String need, String got) {
    return new IllegalStateException(
        "layer \"%s\" has gradients of its own, and needs %s, got %s"
            .formatted(call.layer(), need, got));
  }
}
