package org.cornu.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.Variable;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * All that training changes.
 *
 * @param weights of the net, by their paths
 * @param slots what the optimizer keeps for each trainable weight, by the weight's path
 * @param learningRate of the next step
 * @param iteration how many steps were taken
 */
record State(
    Map<String, Variable<TFloat32>> weights,
    Map<String, List<Variable<TFloat32>>> slots,
    Variable<TFloat32> learningRate,
    Variable<TInt64> iteration) {

  static State add(Ops tf, Net net, Optimizer optimizer) {
    Map<String, Variable<TFloat32>> weights = new LinkedHashMap<>();
    Map<String, List<Variable<TFloat32>>> slots = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      Shape shape = weight.spec().shape();
      weights.put(weight.path(), new Variable<>(tf, weight.path(), shape, TFloat32.class));
      if (weight.trainable()) {
        List<Variable<TFloat32>> kept = new ArrayList<>();
        for (String slot : optimizer.slots()) {
          kept.add(
              new Variable<>(tf, "optimizer/" + weight.path() + "/" + slot, shape, TFloat32.class));
        }
        slots.put(weight.path(), kept);
      }
    }
    return new State(
        weights,
        slots,
        new Variable<>(tf, "optimizer/learning_rate", Shape.scalar(), TFloat32.class),
        new Variable<>(tf, "optimizer/iteration", Shape.scalar(), TInt64.class));
  }
}
