package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cornu.config.Configurable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * How a gradient moves a weight (Keras: {@code Optimizer}). The iteration, and a learning rate that
 * no schedule gives, live in variables of the graph: they can be read and set while a model trains.
 */
public interface Optimizer extends Configurable {

  /** Learning rate, clipping, decay, averages and accumulation. */
  UpdateOptions options();

  /**
   * What is kept between two steps beside what the options keep, in the order of Keras's files.
   *
   * @param weights the shapes of the weights that are trained, by their paths
   */
  List<Slot> slots(Map<String, Shape> weights);

  /** All that is kept between two steps, in the order of Keras's files. */
  default List<Slot> kept(Map<String, Shape> weights) {
    List<Slot> all = new ArrayList<>(options().slots(weights));
    all.addAll(slots(weights));
    return all;
  }

  /** What share of a weight, times the learning rate, is taken off before each step. */
  default OptionalDouble decay(String path, Shape shape) {
    return options().decays(path) ? options().weightDecay() : OptionalDouble.empty();
  }

  /** How the loss is scaled by what the gradients come to; empty for a scale that stays. */
  default Optional<DynamicScale> dynamicScale() {
    return Optional.empty();
  }

  /** Emits what is the same for all weights, and gives what moves one. */
  Rule rule(Ops tf, Clock clock);

  /** Moves one weight by one step. */
  @FunctionalInterface
  interface Rule {

    /**
     * Emits the op that moves a weight, and all that is kept for it.
     *
     * @param tf under whose control dependencies the weight is moved
     */
    Op apply(Ops tf, Target target);

    /** Emits the ops that move what is the optimizer's own, once a step. */
    default List<Op> own(Ops tf) {
      return List.of();
    }
  }
}
