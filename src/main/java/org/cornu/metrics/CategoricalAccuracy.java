package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The fraction of samples whose largest output is where the target's largest is, 0 to 1 (Keras:
 * {@code CategoricalAccuracy}, and {@code SparseCategoricalAccuracy} of labels as class indices).
 *
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record CategoricalAccuracy(String name) implements Fraction {

  static final String NAME = "categorical_accuracy";

  public CategoricalAccuracy {
    MetricNames.require(name);
  }

  /** This metric under a name of its own. */
  public CategoricalAccuracy named(String name) {
    return new CategoricalAccuracy(name);
  }

  @Override
  public Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    var last = tf.constant(-1);
    return tf.math.equal(tf.math.argMax(target, last), tf.math.argMax(output, last));
  }

  @Override
  public Operand<TFloat32> valuesOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    Operand<TInt32> answer = tf.math.argMax(output, tf.constant(-1), TInt32.class);
    return tf.dtypes.cast(tf.math.equal(ids, answer), TFloat32.class);
  }

  @Override
  public boolean ranks(long width) {
    return true;
  }

  @Override
  public void checkOutput(Shape output) {
    Outputs.requireChoice(name, output);
  }

  @Override
  public Config config() {
    return Config.of("name", name);
  }

  /** Reads Keras's configuration. */
  public static CategoricalAccuracy from(Config config) {
    return from(config, NAME);
  }

  /** Reads that of Keras's {@code SparseCategoricalAccuracy}. */
  public static CategoricalAccuracy fromSparse(Config config) {
    return from(config, "sparse_" + NAME);
  }

  private static CategoricalAccuracy from(Config config, String name) {
    config.ignore("dtype");
    return new CategoricalAccuracy(config.text("name", name));
  }
}
