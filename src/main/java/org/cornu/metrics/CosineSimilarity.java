package org.cornu.metrics;

import org.cornu.config.Config;
import org.cornu.ops.UnitLength;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean cosine of the angle between target and output, 1 where they point alike (Keras: {@code
 * CosineSimilarity}).
 *
 * @param axis along which both are vectors, the last by default; not that of the batch
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record CosineSimilarity(int axis, String name) implements MeanMetric {

  static final String NAME = "cosine_similarity";

  public CosineSimilarity {
    MetricNames.require(name);
    if (axis == 0) {
      throw new IllegalArgumentException(
          "cosineSimilarity needs an axis within a sample, got 0, which is the batch's");
    }
  }

  /** With another axis; the last by default. */
  public CosineSimilarity axis(int axis) {
    return new CosineSimilarity(axis, name);
  }

  /** This metric under a name of its own. */
  public CosineSimilarity named(String name) {
    return new CosineSimilarity(axis, name);
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return UnitLength.cosine(tf, target, output, axis);
  }

  @Override
  public void checkOutput(Shape output) {
    int rank = output.numDimensions() + 1;
    if (axis <= -rank || axis >= rank) {
      throw new IllegalArgumentException(
          "metric %s needs an axis within a sample, which has shape %s, got axis %d"
              .formatted(name, output, axis));
    }
  }

  @Override
  public Config config() {
    Config config = Config.of("name", name);
    return axis == -1 ? config : config.with("axis", axis);
  }

  /** Reads Keras's configuration. */
  public static CosineSimilarity from(Config config) {
    config.ignore("dtype");
    return new CosineSimilarity(config.integer("axis", -1), config.text("name", NAME));
  }
}
