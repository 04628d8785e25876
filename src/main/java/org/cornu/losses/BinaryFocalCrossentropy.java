package org.cornu.losses;

import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@link BinaryCrossentropy} that passes over what is answered well already: each question counts
 * by (1 - p)<sup>gamma</sup>, p being the probability of the right answer (Keras: {@code
 * BinaryFocalCrossentropy}; Lin et al. 2017, "Focal Loss for Dense Object Detection").
 *
 * @param gamma how strongly, 0 for not at all; Keras's default is 2
 * @param alpha weight of a yes, in [0, 1], that of a no being 1 - alpha; none by default
 * @param logits whether the output is what comes before sigmoid
 * @param labelSmoothing share of each target that is pulled to one half, in [0, 1]
 * @param axis of the questions, the last by default; not that of the batch
 */
public record BinaryFocalCrossentropy(
    double gamma, OptionalDouble alpha, boolean logits, double labelSmoothing, int axis)
    implements QuestionLoss {

  private static final String FACTORY = "binaryFocalCrossentropy";
  private static final double ALPHA = .25;

  public BinaryFocalCrossentropy {
    Focus.requireGamma(FACTORY, gamma);
    alpha.ifPresent(weight -> Focus.requireAlpha(FACTORY, weight));
    Smoothing.require(FACTORY, labelSmoothing);
    ClassAxis.require(FACTORY, axis);
  }

  /** With another exponent; 2 by default. */
  public BinaryFocalCrossentropy gamma(double gamma) {
    return new BinaryFocalCrossentropy(gamma, alpha, logits, labelSmoothing, axis);
  }

  /** With a weight of each yes (Keras: {@code apply_class_balancing} and {@code alpha}). */
  public BinaryFocalCrossentropy balanced(double alpha) {
    return new BinaryFocalCrossentropy(
        gamma, OptionalDouble.of(alpha), logits, labelSmoothing, axis);
  }

  /** With targets pulled towards one half (Keras: {@code label_smoothing}). */
  public BinaryFocalCrossentropy labelSmoothing(double share) {
    return new BinaryFocalCrossentropy(gamma, alpha, logits, share, axis);
  }

  /** With another axis of the questions; the last by default. */
  public BinaryFocalCrossentropy axis(int axis) {
    return new BinaryFocalCrossentropy(gamma, alpha, logits, labelSmoothing, axis);
  }

  @Override
  public String name() {
    return "binary_focal_crossentropy";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> yes = Smoothing.ofQuestions(tf, target, labelSmoothing);
    Operand<TFloat32> no = tf.math.sub(one, yes);
    Operand<TFloat32> p = logits ? tf.math.sigmoid(output) : output;
    Operand<TFloat32> right =
        tf.math.add(tf.math.mul(yes, p), tf.math.mul(no, tf.math.sub(one, p)));
    Operand<TFloat32> each =
        tf.math.mul(
            tf.math.pow(tf.math.sub(one, right), tf.constant((float) gamma)),
            BinaryCrossentropy.each(tf, yes, output, logits));
    if (alpha.isPresent()) {
      double weight = alpha.getAsDouble();
      Operand<TFloat32> weights =
          tf.math.add(
              tf.math.mul(yes, tf.constant((float) weight)),
              tf.math.mul(no, tf.constant((float) (1 - weight))));
      each = tf.math.mul(weights, each);
    }
    return tf.math.mean(each, tf.constant(ClassAxis.of(axis, output)));
  }

  @Override
  public BinaryFocalCrossentropy fromLogits() {
    return new BinaryFocalCrossentropy(gamma, alpha, true, labelSmoothing, axis);
  }

  @Override
  public Config config() {
    Config config =
        Config.of("apply_class_balancing", alpha.isPresent())
            .with("alpha", alpha.orElse(ALPHA))
            .with("gamma", gamma)
            .with("from_logits", logits)
            .with("label_smoothing", labelSmoothing);
    return ClassAxis.with(config, axis);
  }

  /** Reads Keras's configuration. */
  public static BinaryFocalCrossentropy from(Config config) {
    double alpha = config.number("alpha", ALPHA);
    return new BinaryFocalCrossentropy(
        config.number("gamma", Focus.GAMMA),
        config.flag("apply_class_balancing", false)
            ? OptionalDouble.of(alpha)
            : OptionalDouble.empty(),
        config.flag("from_logits", false),
        config.number("label_smoothing", 0),
        config.integer("axis", ClassAxis.LAST));
  }
}
