package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes each image brighter or darker while training, by the same for all its pixels: (height,
 * width, channels) to the same (Keras: {@code RandomBrightness}).
 *
 * @param factor what is added, as a part of the range, in [-1, 1]
 * @param range of the pixels, by which they are clipped
 * @param layout of the images
 */
public record RandomBrightness(Factor factor, ValueRange range, Layout layout)
    implements Augmentation {

  public RandomBrightness {
    factor.require("randomBrightness", -1, 1);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomBrightness valueRange(double low, double high) {
    return new RandomBrightness(factor, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomBrightness channelsFirst() {
    return new RandomBrightness(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> part = factor.at(tf, Drawn.column(tf, drawn, 0));
    Operand<TFloat32> added = tf.math.mul(part, tf.constant((float) (range.high() - range.low())));
    return range.clip(tf, tf.math.add(images, Drawn.perImage(tf, added)));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomBrightness from(Config config) {
    config.ignore("seed");
    return new RandomBrightness(
        Factor.from(config, "factor", -1), ValueRange.from(config), Layout.from(config));
  }
}
