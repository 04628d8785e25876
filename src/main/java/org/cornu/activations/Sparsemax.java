package org.cornu.activations;

import org.cornu.config.Config;
import org.cornu.ops.Reshaping;
import org.cornu.ops.Turning;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;

/**
 * max(x - tau, 0) with a tau for each row, by which most of a row becomes 0 (Keras: {@code
 * sparsemax}; Martins and Astudillo 2016).
 *
 * <p>The numbers are Keras's: its tau is the mean of the k largest's running sums, less 1 / k,
 * where the paper has the mean of the k largest, less 1 / k. So where more than one number is left
 * a row adds up to less than 1.
 *
 * @param axis of the rows, the batch counted; -1 for the last
 */
public record Sparsemax(int axis) implements Operation {

  /** Keras's function. */
  static final Sparsemax USUAL = new Sparsemax(-1);

  private static final String NAME = "sparsemax";

  public Sparsemax {
    Axis.require(NAME, axis);
  }

  @Override
  public Shape outputShape(Shape sample) {
    Axis.require(NAME, axis, sample);
    return sample;
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    int from0 = Axis.from0(NAME, axis, x.shape().numDimensions());
    return Turning.along(tf, x, from0, rows -> ofLast(tf, rows));
  }

  /**
   * TensorFlow's sort has no gradient here. But the sum of the running sums takes each of the k
   * largest numbers k times less its rank, which no gradient flows to.
   */
  private static Operand<TFloat32> ofLast(Ops tf, Operand<TFloat32> x) {
    var width = Reshaping.size(tf, x, x.shape().numDimensions() - 1);
    var one = tf.constant(1f);
    TopK<TFloat32, ?> sorted = tf.nn.topK(tf.stopGradient(x), width, new TopK.Options[0]);
    var counts =
        tf.dtypes.cast(
            tf.range(tf.constant(1), tf.math.add(width, tf.constant(1)), tf.constant(1)),
            TFloat32.class);
    var sums = tf.math.cumsum(sorted.values(), tf.constant(-1));
    var means = tf.math.div(tf.math.sub(sums, one), counts);
    var left = tf.math.greater(tf.math.sub(sorted.values(), means), tf.constant(0f));
    var k = sum(tf, tf.dtypes.cast(left, TFloat32.class));
    // The order that sorts the order is its inverse: the rank of each number.
    var ranks = tf.nn.topK(tf.math.neg(sorted.indices()), width, new TopK.Options[0]).indices();
    var times = tf.nn.relu(tf.math.sub(k, tf.dtypes.cast(ranks, TFloat32.class)));
    var tau = tf.math.div(tf.math.sub(sum(tf, tf.math.mul(tf.stopGradient(times), x)), one), k);
    return tf.math.maximum(tf.math.sub(x, tau), tf.constant(0f));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(-1), ReduceSum.keepDims(true));
  }

  @Override
  public boolean isUsual() {
    return equals(USUAL);
  }

  @Override
  public Config config() {
    return Config.of("axis", axis);
  }

  /** Reads the configuration of Keras's operation. */
  public static Sparsemax from(Config config) {
    Activations.ignorePlace(config);
    return new Sparsemax(Axis.from(config));
  }
}
