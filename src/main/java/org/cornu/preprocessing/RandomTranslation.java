package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Shifts each image while training: (height, width, channels) to the same (Keras: {@code
 * RandomTranslation}).
 *
 * @param height by how much of its height, in [-1, 1]; above 0 downwards
 * @param width by how much of its width, in [-1, 1]; above 0 to the right
 * @param filling how the shifted pixels become an image
 * @param layout of the images
 */
public record RandomTranslation(Factor height, Factor width, Filling filling, Layout layout)
    implements Moving {

  public RandomTranslation {
    height.require("randomTranslation", -1, 1);
    width.require("randomTranslation", -1, 1);
  }

  /** With other bounds of the way down. */
  public RandomTranslation height(double lower, double upper) {
    return new RandomTranslation(new Factor(lower, upper), width, filling, layout);
  }

  /** With other bounds of the way to the right. */
  public RandomTranslation width(double lower, double upper) {
    return new RandomTranslation(height, new Factor(lower, upper), filling, layout);
  }

  /** With something else beyond the edges; REFLECT by default. */
  public RandomTranslation fillMode(FillMode mode) {
    return new RandomTranslation(height, width, filling.mode(mode), layout);
  }

  /** With one value beyond the edges. */
  public RandomTranslation fillValue(double value) {
    return new RandomTranslation(height, width, filling.constant(value), layout);
  }

  /** With another interpolation, NEAREST or BILINEAR. */
  public RandomTranslation interpolation(Interpolation interpolation) {
    return new RandomTranslation(height, width, filling.interpolation(interpolation), layout);
  }

  /** For images (channels, height, width). */
  public RandomTranslation channelsFirst() {
    return new RandomTranslation(height, width, filling, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 2;
  }

  @Override
  public Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> down = shift(tf, height, drawn, 0, Drawn.extent(tf, images, 1));
    Operand<TFloat32> right = shift(tf, width, drawn, 1, Drawn.extent(tf, images, 2));
    Operand<TFloat32> zeros = tf.zerosLike(down);
    Operand<TFloat32> ones = tf.onesLike(down);
    return Moving.map(tf, List.of(ones, zeros, tf.math.neg(right), zeros, ones, tf.math.neg(down)));
  }

  private static Operand<TFloat32> shift(
      Ops tf, Factor factor, Operand<TFloat32> drawn, int column, Operand<TFloat32> extent) {
    return tf.math.mul(factor.at(tf, Drawn.column(tf, drawn, column)), extent);
  }

  @Override
  public Config config() {
    return Config.of("height_factor", height.config())
        .with("width_factor", width.config())
        .with(filling.config())
        .with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomTranslation from(Config config) {
    config.ignore("seed");
    return new RandomTranslation(
        Factor.from(config, "height_factor", -1),
        Factor.from(config, "width_factor", -1),
        Filling.from(config),
        Layout.from(config));
  }
}
