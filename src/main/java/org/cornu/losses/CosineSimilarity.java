package org.cornu.losses;

import org.cornu.config.Config;
import org.cornu.ops.UnitLength;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Minus the cosine of the angle between target and output, -1 where they point alike: (batch, ...,
 * outputs), the same, to (batch, ...) (Keras: {@code CosineSimilarity}).
 *
 * @param axis along which both are vectors, the last by default; not that of the batch
 */
public record CosineSimilarity(int axis) implements Loss {

  public CosineSimilarity {
    ClassAxis.require("cosineSimilarity", axis);
  }

  /** With another axis; the last by default. */
  public CosineSimilarity axis(int axis) {
    return new CosineSimilarity(axis);
  }

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return tf.math.neg(UnitLength.cosine(tf, target, output, axis));
  }

  @Override
  public void checkOutput(Shape output) {
    ClassAxis.check(name(), axis, output);
  }

  @Override
  public Config config() {
    return ClassAxis.with(Config.EMPTY, axis);
  }

  /** Reads Keras's configuration. */
  public static CosineSimilarity from(Config config) {
    return new CosineSimilarity(config.integer("axis", ClassAxis.LAST));
  }
}
