package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns images into their negatives while training: (height, width, channels) to the same (Keras:
 * {@code RandomInvert}).
 *
 * @param factor between which an image's chance is drawn, in [0, 1]
 * @param range of the pixels: a pixel is taken from its high value
 * @param layout of the images
 */
public record RandomInvert(Factor factor, ValueRange range, Layout layout) implements Augmentation {

  public RandomInvert {
    factor.require("randomInvert", 0, 1);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomInvert valueRange(double low, double high) {
    return new RandomInvert(factor, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomInvert channelsFirst() {
    return new RandomInvert(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 2;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return tf.select(
        Drawn.isHit(tf, factor, drawn, 0),
        tf.math.sub(tf.constant((float) range.high()), images),
        images);
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomInvert from(Config config) {
    config.ignore("seed");
    return new RandomInvert(
        Factor.from(config, "factor", 0, new Factor(0, 1)),
        ValueRange.from(config),
        Layout.from(config));
  }
}
