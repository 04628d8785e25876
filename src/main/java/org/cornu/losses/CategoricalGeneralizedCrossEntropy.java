package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.metrics.Metric;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * (1 - p<sup>q</sup>) / q, p being the probability of the right class: between cross-entropy, which
 * learns fast, and the absolute error, which bears wrong labels: (batch, ...), (batch, ...,
 * classes) to (batch, ...) (Keras: {@code CategoricalGeneralizedCrossEntropy}; Zhang and Sabuncu
 * 2018, "Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels").
 *
 * @param q near 0 for the first, near 1 for the second, in (0, 1); Keras's default is 0.5
 */
public record CategoricalGeneralizedCrossEntropy(double q) implements Loss {

  public CategoricalGeneralizedCrossEntropy {
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException(
          "categoricalGeneralizedCrossEntropy needs q in (0, 1), got " + q);
    }
  }

  /** With another exponent; 0.5 by default. */
  public CategoricalGeneralizedCrossEntropy q(double q) {
    return new CategoricalGeneralizedCrossEntropy(q);
  }

  @Override
  public String name() {
    return "categorical_generalized_cross_entropy";
  }

  @Override
  public boolean readsClassIds() {
    return true;
  }

  @Override
  public Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return perSample(tf, Metric.rows(tf, ids, output), output);
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> p = tf.reduceSum(tf.math.mul(output, target), tf.constant(-1));
    Operand<TFloat32> power = tf.math.pow(p, tf.constant((float) q));
    return tf.math.div(tf.math.sub(tf.constant(1f), power), tf.constant((float) q));
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    Labels.requireIds(name(), classes);
    Labels.requireChoice(name(), width);
  }

  @Override
  public Config config() {
    return Config.of("q", q);
  }

  /** Reads Keras's configuration. */
  public static CategoricalGeneralizedCrossEntropy from(Config config) {
    return new CategoricalGeneralizedCrossEntropy(config.number("q", .5));
  }
}
