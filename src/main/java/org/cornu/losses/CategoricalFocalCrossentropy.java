package org.cornu.losses;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@link CategoricalCrossentropy} that passes over what is answered well already: each class counts
 * by alpha (1 - p)<sup>gamma</sup>, p being its probability (Keras: {@code
 * CategoricalFocalCrossentropy}; Lin et al. 2017, "Focal Loss for Dense Object Detection"). As in
 * Keras it never reads what comes before the net's softmax.
 *
 * @param gamma how strongly, 0 for not at all; Keras's default is 2
 * @param alpha by which all is multiplied, in [0, 1]; Keras's default is 0.25
 * @param logits whether the output is to be put through softmax first
 * @param labelSmoothing share of each target that is spread over all classes, in [0, 1]
 * @param axis of the classes, the last by default; not that of the batch
 */
public record CategoricalFocalCrossentropy(
    double gamma, double alpha, boolean logits, double labelSmoothing, int axis)
    implements ChoiceLoss {

  static final double ALPHA = .25;

  private static final String FACTORY = "categoricalFocalCrossentropy";

  public CategoricalFocalCrossentropy {
    Focus.requireGamma(FACTORY, gamma);
    Focus.requireAlpha(FACTORY, alpha);
    Smoothing.require(FACTORY, labelSmoothing);
    ClassAxis.require(FACTORY, axis);
  }

  /** With another exponent; 2 by default. */
  public CategoricalFocalCrossentropy gamma(double gamma) {
    return new CategoricalFocalCrossentropy(gamma, alpha, logits, labelSmoothing, axis);
  }

  /** With another factor; 0.25 by default. */
  public CategoricalFocalCrossentropy alpha(double alpha) {
    return new CategoricalFocalCrossentropy(gamma, alpha, logits, labelSmoothing, axis);
  }

  /** With targets pulled towards the uniform distribution (Keras: {@code label_smoothing}). */
  public CategoricalFocalCrossentropy labelSmoothing(double share) {
    return new CategoricalFocalCrossentropy(gamma, alpha, logits, share, axis);
  }

  /** With another axis of the classes; the last by default. Labels are vectors then. */
  public CategoricalFocalCrossentropy axis(int axis) {
    return new CategoricalFocalCrossentropy(gamma, alpha, logits, labelSmoothing, axis);
  }

  @Override
  public String name() {
    return "categorical_focal_crossentropy";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    int place = ClassAxis.of(axis, output);
    Operand<TFloat32> smooth =
        ClassAxis.last(tf, place, Smoothing.ofClasses(tf, target, labelSmoothing));
    Operand<TFloat32> given = ClassAxis.last(tf, place, output);
    Operand<TFloat32> shares = logits ? tf.nn.softmax(given) : given;
    Operand<TFloat32> p = Probabilities.clip(tf, Probabilities.ofSumOne(tf, shares));
    Operand<TFloat32> factor =
        tf.math.mul(
            tf.math.pow(tf.math.sub(tf.constant(1f), p), tf.constant((float) gamma)),
            tf.constant((float) alpha));
    Operand<TFloat32> each = tf.math.mul(factor, tf.math.mul(smooth, tf.math.log(p)));
    return tf.math.neg(tf.reduceSum(each, tf.constant(-1)));
  }

  @Override
  public CategoricalFocalCrossentropy fromLogits() {
    return new CategoricalFocalCrossentropy(gamma, alpha, true, labelSmoothing, axis);
  }

  @Override
  public Config config() {
    Config config =
        Config.of("alpha", alpha)
            .with("gamma", gamma)
            .with("from_logits", logits)
            .with("label_smoothing", labelSmoothing);
    return ClassAxis.with(config, axis);
  }

  /** Reads Keras's configuration. */
  public static CategoricalFocalCrossentropy from(Config config) {
    return new CategoricalFocalCrossentropy(
        config.number("gamma", Focus.GAMMA),
        config.number("alpha", ALPHA),
        config.flag("from_logits", false),
        config.number("label_smoothing", 0),
        config.integer("axis", ClassAxis.LAST));
  }
}
