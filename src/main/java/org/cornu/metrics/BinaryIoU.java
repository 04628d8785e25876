package org.cornu.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the areas of a yes, or of a no, have in common, over what either covers, the mean of both by
 * default (Keras: {@code BinaryIoU}). Each number of an output counts by itself; targets are 0 and
 * 1.
 *
 * @param targetClassIds 0 for the no, 1 for the yes, or both
 * @param threshold from which an answer is a yes; Keras's default is 0.5
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record BinaryIoU(List<Integer> targetClassIds, double threshold, String name)
    implements Weighed {

  static final String NAME = "binary_io_u";

  public BinaryIoU {
    MetricNames.require(name);
    targetClassIds = new IoU(2, targetClassIds, OptionalInt.empty(), true, name).targetClassIds();
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("binaryIoU needs a finite threshold, got " + threshold);
    }
  }

  /** Of these areas; of both by default. */
  public BinaryIoU targetClassIds(int... ids) {
    Objects.requireNonNull(ids, "binaryIoU needs target classes, got null");
    return new BinaryIoU(Arrays.stream(ids).boxed().toList(), threshold, name);
  }

  /** With another threshold; 0.5 by default. */
  public BinaryIoU threshold(double threshold) {
    return new BinaryIoU(targetClassIds, threshold, name);
  }

  /** This metric under a name of its own. */
  public BinaryIoU named(String name) {
    return new BinaryIoU(targetClassIds, threshold, name);
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> yes =
        tf.dtypes.cast(
            tf.math.greaterEqual(output, tf.constant((float) threshold)), TFloat32.class);
    return new IoU(2, targetClassIds, OptionalInt.empty(), true, name)
        .weightedSums(tf, target, yes, weights);
  }

  @Override
  public double result(double[] sums) {
    return IoU.mean(sums, 2, targetClassIds);
  }

  @Override
  public Config config() {
    return Config.of("name", name)
        .with("target_class_ids", targetClassIds)
        .with("threshold", threshold);
  }

  /** Reads Keras's configuration. */
  public static BinaryIoU from(Config config) {
    config.ignore("dtype");
    return new BinaryIoU(
        Integers.from(config, "target_class_ids", List.of(0, 1)),
        config.number("threshold", .5),
        config.text("name", NAME));
  }
}
