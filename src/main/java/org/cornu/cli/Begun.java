package org.cornu.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasModel;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;

/** Models whose optimizer has a state: Keras warns of a file that was compiled and holds none. */
final class Begun {

  private Begun() {}

  /** The model itself, or if its optimizer has no state one with the state before any step. */
  static KerasModel of(KerasModel model) {
    if (model.compiled().isEmpty() || model.compiled().get().state().isPresent()) {
      return model;
    }
    Compiled compiled = model.compiled().get();
    return new KerasModel(
        model.name(),
        model.net(),
        model.weights(),
        Optional.of(compiled.with(Optional.of(start(model.net().weights(), compiled.optimizer())))),
        model.problem(),
        model.progress());
  }

  private static OptimizerState start(List<NetWeight> weights, Optimizer optimizer) {
    Map<String, List<FloatNdArray>> slots = new LinkedHashMap<>();
    for (NetWeight weight : weights) {
      if (weight.trainable()) {
        slots.put(
            weight.path(),
            optimizer.slots().stream()
                .<FloatNdArray>map(slot -> NdArrays.ofFloats(weight.spec().shape()))
                .toList());
      }
    }
    return new OptimizerState(0, optimizer.options().learningRate().after(0), slots);
  }
}
