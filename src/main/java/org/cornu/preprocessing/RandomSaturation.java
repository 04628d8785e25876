package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.types.TFloat32;

/**
 * Makes the colours of each image stronger or weaker while training: (height, width, 3) to the same
 * (Keras: {@code RandomSaturation}).
 *
 * <p>Keras converts to hue, saturation and value, multiplies the saturation, and converts back. The
 * same in short: a colour's distances from its greatest channel are multiplied. A gradient flows
 * through it, where Keras has none.
 *
 * @param factor f, in [-1, 1], of which the saturation is multiplied with f / (1 - f): 0 takes all
 *     colour away, 0.5 leaves it as it is, 1 makes it as strong as it can be
 * @param range by which Keras clips the saturation, which lies between 0 and 1
 * @param layout of the images
 */
public record RandomSaturation(Factor factor, ValueRange range, Layout layout)
    implements Augmentation {

  private static final float EPSILON = 1e-7f;

  public RandomSaturation {
    factor.require("randomSaturation", -1, 1);
  }

  /** With another range than 0 to 255. */
  public RandomSaturation valueRange(double low, double high) {
    return new RandomSaturation(factor, new ValueRange(low, high), layout);
  }

  /** For images (3, height, width). */
  public RandomSaturation channelsFirst() {
    return new RandomSaturation(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Colours.requireThree(layout, input);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> f = factor.at(tf, Drawn.column(tf, drawn, 0));
    Operand<TFloat32> rest = tf.math.add(tf.math.sub(tf.constant(1f), f), tf.constant(EPSILON));
    Operand<TFloat32> times = Drawn.perImage(tf, tf.math.div(f, rest));
    Operand<TFloat32> most = tf.reduceMax(images, tf.constant(-1), ReduceMax.keepDims(true));
    Operand<TFloat32> least = tf.reduceMin(images, tf.constant(-1), ReduceMin.keepDims(true));
    Operand<TFloat32> spread = tf.math.sub(most, least);
    Operand<TFloat32> positive = tf.math.maximum(most, tf.constant(0f));
    Operand<TFloat32> saturation =
        range.clip(tf, tf.math.mul(tf.math.divNoNan(spread, positive), times));
    // How far a channel is from the greatest, 0 to 1: what the hue says.
    Operand<TFloat32> distance = tf.math.divNoNan(tf.math.sub(most, images), spread);
    return tf.math.mul(most, tf.math.sub(tf.constant(1f), tf.math.mul(saturation, distance)));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomSaturation from(Config config) {
    config.ignore("seed");
    return new RandomSaturation(
        Factor.from(config, "factor", -1), ValueRange.from(config), Layout.from(config));
  }
}
