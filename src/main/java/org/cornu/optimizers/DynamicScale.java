package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A factor on the loss that doubles after so many steps of finite gradients, and is halved by one
 * that is not, which moves no weight. Its two slots are the optimizer's own.
 *
 * @param initialScale the factor to begin with, above 0
 * @param growthSteps after which it doubles, 1 or more
 */
public record DynamicScale(double initialScale, int growthSteps) {

  private static final String COUNTER = "step_counter";
  private static final String SCALE = "dynamic_scale";

  public DynamicScale {
    if (!(initialScale > 0 && Double.isFinite(initialScale)) || growthSteps < 1) {
      throw new IllegalArgumentException(
          "lossScaleOptimizer needs a finite initial scale above 0 and growth steps of 1 or more, got %s and %s"
              .formatted(initialScale, growthSteps));
    }
  }

  List<Slot> slots() {
    return List.of(Slot.own(COUNTER, 0, true), Slot.own(SCALE, (float) initialScale, false));
  }

  /** Emits the factor of this step. */
  public Operand<TFloat32> scale(Ops tf, Map<String, Operand<? extends TType>> own) {
    return tf.readVariableOp(own.get(SCALE), TFloat32.class);
  }

  /** Emits what follows a step of finite gradients. */
  public Op grow(Ops tf, Map<String, Operand<? extends TType>> own) {
    Operand<TFloat32> counter = tf.readVariableOp(own.get(COUNTER), TFloat32.class);
    Operand<TFloat32> scale = scale(tf, own);
    var full = tf.math.equal(counter, tf.constant((float) (growthSteps - 1)));
    Operand<TFloat32> next =
        tf.select(full, tf.constant(0f), tf.math.add(counter, tf.constant(1f)));
    Operand<TFloat32> grown = tf.select(full, tf.math.mul(scale, tf.constant(2f)), scale);
    return assigned(tf, own, next, grown);
  }

  /** Emits what follows a step of others. */
  public Op shrink(Ops tf, Map<String, Operand<? extends TType>> own) {
    Operand<TFloat32> half = tf.math.mul(scale(tf, own), tf.constant(.5f));
    return assigned(tf, own, tf.constant(0f), half);
  }

  private static Op assigned(
      Ops tf,
      Map<String, Operand<? extends TType>> own,
      Operand<TFloat32> counter,
      Operand<TFloat32> scale) {
    return tf.withControlDependencies(
            List.of(
                tf.assignVariableOp(own.get(COUNTER), counter),
                tf.assignVariableOp(own.get(SCALE), scale)))
        .noOp();
  }
}
