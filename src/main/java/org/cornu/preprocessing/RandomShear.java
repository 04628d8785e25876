package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Slants each image while training: (height, width, channels) to the same (Keras: {@code
 * RandomShear}). Half of the images are slanted the other way.
 *
 * @param x by how much of a pixel a row is shifted against the one above, in [-1, 1]
 * @param y by how much of a pixel a column is shifted against the one before, in [-1, 1]
 * @param filling how the pixels become an image
 * @param layout of the images
 */
public record RandomShear(Factor x, Factor y, Filling filling, Layout layout) implements Moving {

  public RandomShear {
    x.require("randomShear", -1, 1);
    y.require("randomShear", -1, 1);
  }

  /** With other bounds along the rows, in [0, 1]. */
  public RandomShear x(double lower, double upper) {
    return new RandomShear(new Factor(lower, upper), y, filling, layout);
  }

  /** With other bounds along the columns, in [0, 1]. */
  public RandomShear y(double lower, double upper) {
    return new RandomShear(x, new Factor(lower, upper), filling, layout);
  }

  /** With something else beyond the edges; REFLECT by default. */
  public RandomShear fillMode(FillMode mode) {
    return new RandomShear(x, y, filling.mode(mode), layout);
  }

  /** With one value beyond the edges. */
  public RandomShear fillValue(double value) {
    return new RandomShear(x, y, filling.constant(value), layout);
  }

  /** With another interpolation, NEAREST or BILINEAR. */
  public RandomShear interpolation(Interpolation interpolation) {
    return new RandomShear(x, y, filling.interpolation(interpolation), layout);
  }

  /** For images (channels, height, width). */
  public RandomShear channelsFirst() {
    return new RandomShear(x, y, filling, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 3;
  }

  @Override
  public Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> sign = Drawn.sign(tf, Drawn.column(tf, drawn, 0));
    Operand<TFloat32> down = tf.math.mul(y.at(tf, Drawn.column(tf, drawn, 1)), sign);
    Operand<TFloat32> across = tf.math.mul(x.at(tf, Drawn.column(tf, drawn, 2)), sign);
    Operand<TFloat32> zeros = tf.zerosLike(down);
    Operand<TFloat32> ones = tf.onesLike(down);
    return Moving.map(tf, List.of(ones, across, zeros, down, ones, zeros));
  }

  @Override
  public Config config() {
    return Config.of("x_factor", written(x))
        .with("y_factor", written(y))
        .with(filling.config())
        .with(layout.config());
  }

  /** Keras itself cannot read the two numbers that it writes for one. */
  private static Object written(Factor factor) {
    return factor.lower() == -factor.upper() ? factor.upper() : factor.config();
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomShear from(Config config) {
    config.ignore("seed");
    Factor none = new Factor(0, 0);
    return new RandomShear(
        Factor.from(config, "x_factor", -1, none),
        Factor.from(config, "y_factor", -1, none),
        Filling.from(config),
        Layout.from(config));
  }
}
