package org.cornu;

import static org.cornu.losses.Losses.categoricalCrossentropy;

import java.util.OptionalInt;
import org.cornu.losses.Loss;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A user's loss of probabilities: knows nothing of logits, nor says how it is written. */
record SilentLoss() implements Loss {

  @Override
  public String name() {
    return "silent";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return categoricalCrossentropy().perSample(tf, target, output);
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    // Any.
  }
}
