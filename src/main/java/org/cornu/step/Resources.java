package org.cornu.step;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.graph.Resource;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Slot;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * What a step reads of the {@link State}: all that the graph holds of it until the gradients are
 * there.
 *
 * @param weights of the net, by their paths
 * @param own what the optimizer keeps for no weight, by its name
 * @param iteration how many steps were taken
 */
record Resources(
    Map<String, Resource<TFloat32>> weights,
    Map<String, Resource<TFloat32>> own,
    Resource<TInt64> iteration) {

  /** Adds them to a graph. */
  static Resources add(Ops tf, Net net, Optimizer optimizer) {
    Map<String, Resource<TFloat32>> weights = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      String name = "weights/" + weight.path();
      Shape shape = weight.spec().shape();
      weights.put(weight.path(), Resource.add(tf, name, shape, TFloat32.class));
    }
    Map<String, Resource<TFloat32>> own = new LinkedHashMap<>();
    for (Slot slot : optimizer.kept(net.trained())) {
      if (slot.weight().isEmpty()) {
        String name = "optimizer/" + slot.name();
        own.put(slot.name(), Resource.add(tf, name, slot.shape(), TFloat32.class));
      }
    }
    String iteration = "optimizer/iteration";
    return new Resources(weights, own, Resource.add(tf, iteration, Shape.scalar(), TInt64.class));
  }
}
