package org.cornu.preprocessing;

import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes what each image shows smaller or larger while training: (height, width, channels) to the
 * same (Keras: {@code RandomZoom}).
 *
 * @param height how much more of its height is seen, above -1 and at most 1; below 0 it is less,
 *     and what it shows becomes larger
 * @param width how much more of its width; empty for the same as of its height
 * @param filling how the pixels become an image
 * @param layout of the images
 */
public record RandomZoom(Factor height, Optional<Factor> width, Filling filling, Layout layout)
    implements Moving {

  private static final double LEAST = Math.nextUp(-1.0);

  public RandomZoom {
    height.require("randomZoom", LEAST, 1);
    width.ifPresent(factor -> factor.require("randomZoom", LEAST, 1));
  }

  /** With other bounds for the height. */
  public RandomZoom height(double lower, double upper) {
    return new RandomZoom(new Factor(lower, upper), width, filling, layout);
  }

  /** With bounds of its own for the width. */
  public RandomZoom width(double lower, double upper) {
    return new RandomZoom(height, Optional.of(new Factor(lower, upper)), filling, layout);
  }

  /** With something else beyond the edges; REFLECT by default. */
  public RandomZoom fillMode(FillMode mode) {
    return new RandomZoom(height, width, filling.mode(mode), layout);
  }

  /** With one value beyond the edges. */
  public RandomZoom fillValue(double value) {
    return new RandomZoom(height, width, filling.constant(value), layout);
  }

  /** With another interpolation, NEAREST or BILINEAR. */
  public RandomZoom interpolation(Interpolation interpolation) {
    return new RandomZoom(height, width, filling.interpolation(interpolation), layout);
  }

  /** For images (channels, height, width). */
  public RandomZoom channelsFirst() {
    return new RandomZoom(height, width, filling, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return width.isPresent() ? 2 : 1;
  }

  @Override
  public Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> down = seen(tf, height, drawn, 0);
    Operand<TFloat32> across = width.map(factor -> seen(tf, factor, drawn, 1)).orElse(down);
    Operand<TFloat32> zeros = tf.zerosLike(down);
    return Moving.map(
        tf,
        List.of(
            across,
            zeros,
            offset(tf, images, 2, across),
            zeros,
            down,
            offset(tf, images, 1, down)));
  }

  private static Operand<TFloat32> seen(
      Ops tf, Factor factor, Operand<TFloat32> drawn, int column) {
    return new Factor(1 + factor.lower(), 1 + factor.upper())
        .at(tf, Drawn.column(tf, drawn, column));
  }

  private static Operand<TFloat32> offset(
      Ops tf, Operand<TFloat32> images, int axis, Operand<TFloat32> seen) {
    Operand<TFloat32> last = tf.math.sub(Drawn.extent(tf, images, axis), tf.constant(1f));
    return tf.math.mul(tf.math.div(last, tf.constant(2f)), tf.math.sub(tf.constant(1f), seen));
  }

  @Override
  public Config config() {
    Config config = Config.of("height_factor", height.config());
    return width
        .map(factor -> config.with("width_factor", factor.config()))
        .orElse(config)
        .with(filling.config())
        .with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomZoom from(Config config) {
    config.ignore("seed");
    return new RandomZoom(
        Factor.from(config, "height_factor", -1),
        config.has("width_factor")
            ? Optional.of(Factor.from(config, "width_factor", -1))
            : Optional.empty(),
        Filling.from(config),
        Layout.from(config));
  }
}
