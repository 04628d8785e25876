package org.cornu.optimizers;

import java.util.List;
import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * How a gradient moves a weight (Keras: {@code Optimizer}). The iteration, and a learning rate that
 * no schedule gives, live in variables of the graph: they can be read and set while a model trains.
 */
public interface Optimizer extends Configurable {

  /** Learning rate, clipping and decay. */
  UpdateOptions options();

  /** The names of what is kept for each weight: arrays of the weight's shape that start at 0. */
  List<String> slots();

  /**
   * The slots as Keras's files hold them: those of a group lie together, weight by weight, and the
   * groups one after the other. By default all are one group.
   */
  default List<List<String>> slotGroups() {
    return List.of(slots());
  }

  /**
   * Emits what is the same for all weights, and gives what moves one.
   *
   * @param learningRate the rate of this step
   * @param iteration how many steps were taken before this one
   */
  Rule rule(Ops tf, Operand<TFloat32> learningRate, Operand<TInt64> iteration);

  /** Moves one weight by one step. */
  @FunctionalInterface
  interface Rule {

    /**
     * Emits the op that moves a weight.
     *
     * @param tf under whose control dependencies the weight is moved
     * @param weight the variable's handle
     * @param slots the handles of what is kept for it, in the order of {@link Optimizer#slots}
     * @param gradient of the loss with respect to the weight
     */
    Op apply(
        Ops tf,
        Operand<? extends TType> weight,
        List<Operand<? extends TType>> slots,
        Operand<TFloat32> gradient);
  }
}
