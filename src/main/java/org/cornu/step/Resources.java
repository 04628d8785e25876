package org.cornu.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.Resource;
import org.cornu.net.Net;
import org.cornu.net.NetStates;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Slot;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * What a step reads and updates. Resources of one name are one in a session, in whichever of its
 * graph's functions they are added.
 *
 * @param weights of the net, by their paths
 * @param states that its layers keep from batch to batch, by their paths
 * @param kept what the optimizer keeps, in the order of Keras's files
 * @param slots the resources of that, by their keys
 * @param rate the learning rate of the next step; empty if a schedule gives it
 * @param iteration how many steps were taken
 */
record Resources(
    Map<String, Resource<TFloat32>> weights,
    Map<String, Resource<TFloat32>> states,
    List<Slot> kept,
    Map<String, Resource<TFloat32>> slots,
    Optional<Resource<TFloat32>> rate,
    Resource<TInt64> iteration) {

  /** Adds them to a graph. */
  static Resources add(Ops tf, Net net, Optimizer optimizer) {
    Map<String, Resource<TFloat32>> weights = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      String name = "weights/" + weight.path();
      Shape shape = weight.spec().shape();
      weights.put(weight.path(), Resource.add(tf, name, shape, TFloat32.class));
    }
    Map<String, Resource<TFloat32>> states = new LinkedHashMap<>();
    NetStates.of(net)
        .shapes()
        .forEach(
            (path, shape) ->
                states.put(path, Resource.add(tf, "states/" + path, shape, TFloat32.class)));
    List<Slot> kept = optimizer.kept(net.trained());
    Map<String, Resource<TFloat32>> slots = new LinkedHashMap<>();
    for (Slot slot : kept) {
      slots.put(slot.key(), own(tf, slot.key(), slot.shape(), TFloat32.class));
    }
    boolean scheduled = optimizer.options().learningRate() instanceof LearningRate.Scheduled;
    return new Resources(
        weights,
        states,
        kept,
        slots,
        scheduled
            ? Optional.empty()
            : Optional.of(own(tf, "learning_rate", Shape.scalar(), TFloat32.class)),
        own(tf, "iteration", Shape.scalar(), TInt64.class));
  }

  private static <T extends TType> Resource<T> own(
      Ops tf, String name, Shape shape, Class<T> type) {
    return Resource.add(tf, "optimizer/" + name, shape, type);
  }

  /** That of a weight or of a state. */
  Resource<TFloat32> of(String path) {
    return states.containsKey(path) ? states.get(path) : weights.get(path);
  }

  /** The rate of the step that begins after so many, under the control dependencies of tf. */
  Operand<TFloat32> rate(Ops tf, Optimizer optimizer, Operand<TInt64> iterations) {
    return optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled
        ? scheduled.schedule().rate(tf, iterations)
        : rate.orElseThrow().read(tf);
  }

  /**
   * The handles of what is kept for a weight by the slots' names; of the optimizer's own for "".
   */
  Map<String, Operand<? extends TType>> slotsOf(String path) {
    Map<String, Operand<? extends TType>> handles = new LinkedHashMap<>();
    for (Slot slot : kept) {
      if (slot.weight().equals(path)) {
        handles.put(slot.name(), slots.get(slot.key()).handle());
      }
    }
    return handles;
  }
}
