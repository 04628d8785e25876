package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The fraction of samples whose class is among the k most probable, 0 to 1 (Keras: {@code
 * TopKCategoricalAccuracy}, and {@code SparseTopKCategoricalAccuracy} of labels as class indices);
 * classes as probable as the k-th count too.
 *
 * @param k how many guesses, 1 or more; Keras's default is 5
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record TopKCategoricalAccuracy(int k, String name) implements Fraction {

  static final String NAME = "top_k_categorical_accuracy";

  public TopKCategoricalAccuracy {
    if (k < 1) {
      throw new IllegalArgumentException("topKCategoricalAccuracy needs k of 1 or more, got " + k);
    }
    MetricNames.require(name);
  }

  /** With another number of guesses. */
  public TopKCategoricalAccuracy k(int k) {
    return new TopKCategoricalAccuracy(k, name);
  }

  /** This metric under a name of its own, beside another with another k. */
  public TopKCategoricalAccuracy named(String name) {
    return new TopKCategoricalAccuracy(k, name);
  }

  @Override
  public Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TInt32> ids = tf.math.argMax(target, tf.constant(-1), TInt32.class);
    return tf.reshape(rightIds(tf, ids, output), tf.shape(ids));
  }

  @Override
  public Operand<TFloat32> valuesOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return tf.dtypes.cast(tf.reshape(rightIds(tf, ids, output), tf.shape(ids)), TFloat32.class);
  }

  /** In rows, as the op takes no others: (rows). */
  private Operand<TBool> rightIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    long width = output.shape().get(output.shape().numDimensions() - 1);
    Operand<TFloat32> rows = tf.reshape(output, tf.constant(new long[] {-1, width}));
    return tf.nn.inTopK(rows, tf.reshape(ids, tf.constant(new long[] {-1})), tf.constant(k));
  }

  @Override
  public boolean ranks(long width) {
    return true;
  }

  @Override
  public void checkOutput(Shape output) {
    long width = Outputs.width(output);
    if (k > width) {
      throw new IllegalArgumentException(
          "metric %s needs k of at most the %d classes, got %d".formatted(name, width, k));
    }
  }

  @Override
  public Config config() {
    return Config.of("name", name).with("k", k);
  }

  /** Reads Keras's configuration. */
  public static TopKCategoricalAccuracy from(Config config) {
    return from(config, NAME);
  }

  /** Reads that of Keras's {@code SparseTopKCategoricalAccuracy}. */
  public static TopKCategoricalAccuracy fromSparse(Config config) {
    config.require("from_sorted_ids", false);
    return from(config, "sparse_" + NAME);
  }

  private static TopKCategoricalAccuracy from(Config config, String name) {
    config.ignore("dtype");
    return new TopKCategoricalAccuracy(config.integer("k", 5), config.text("name", name));
  }
}
