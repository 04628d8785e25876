package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns each image about its middle while training: (height, width, channels) to the same (Keras:
 * {@code RandomRotation}).
 *
 * @param factor by how much of a full turn, in [-1, 1]; above 0 counterclockwise
 * @param filling how the turned pixels become an image
 * @param layout of the images
 */
public record RandomRotation(Factor factor, Filling filling, Layout layout) implements Moving {

  public RandomRotation {
    factor.require("randomRotation", -1, 1);
  }

  /** With something else beyond the edges; REFLECT by default. */
  public RandomRotation fillMode(FillMode mode) {
    return new RandomRotation(factor, filling.mode(mode), layout);
  }

  /** With one value beyond the edges. */
  public RandomRotation fillValue(double value) {
    return new RandomRotation(factor, filling.constant(value), layout);
  }

  /** With another interpolation, NEAREST or BILINEAR. */
  public RandomRotation interpolation(Interpolation interpolation) {
    return new RandomRotation(factor, filling.interpolation(interpolation), layout);
  }

  /** For images (channels, height, width). */
  public RandomRotation channelsFirst() {
    return new RandomRotation(factor, filling, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> degrees = factor.times(360).at(tf, Drawn.column(tf, drawn, 0));
    Operand<TFloat32> angle = tf.math.mul(degrees, tf.constant((float) (Math.PI / 180)));
    Operand<TFloat32> cos = tf.math.cos(angle);
    Operand<TFloat32> sin = tf.math.sin(angle);
    Operand<TFloat32> minusSin = tf.math.neg(sin);
    Operand<TFloat32> x = middle(tf, images, 2);
    Operand<TFloat32> y = middle(tf, images, 1);
    return Moving.map(
        tf,
        List.of(
            cos,
            minusSin,
            rest(tf, x, cos, x, minusSin, y),
            sin,
            cos,
            rest(tf, y, sin, x, cos, y)));
  }

  private static Operand<TFloat32> middle(Ops tf, Operand<TFloat32> images, int axis) {
    Operand<TFloat32> last = tf.math.sub(Drawn.extent(tf, images, axis), tf.constant(1f));
    return tf.math.mul(tf.constant(0.5f), last);
  }

  /** What keeps the middle where it is: middle - a x - b y. */
  private static Operand<TFloat32> rest(
      Ops tf,
      Operand<TFloat32> middle,
      Operand<TFloat32> a,
      Operand<TFloat32> x,
      Operand<TFloat32> b,
      Operand<TFloat32> y) {
    return tf.math.sub(tf.math.sub(middle, tf.math.mul(x, a)), tf.math.mul(y, b));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config()).with(filling.config()).with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomRotation from(Config config) {
    config.ignore("seed", "value_range"); // the range changed nothing while Keras had it
    return new RandomRotation(
        Factor.from(config, "factor", -1), Filling.from(config), Layout.from(config));
  }
}
