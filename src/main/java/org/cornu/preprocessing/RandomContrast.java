package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Moves the pixels of each image away from the mean of their channel, or towards it, while
 * training: (height, width, channels) to the same (Keras: {@code RandomContrast}).
 *
 * @param factor how far below 1 and above 1 the factor lies by which distances are multiplied, in
 *     [0, 1]; drawn between {@code 1 - lower} and {@code 1 + upper}
 * @param range of the pixels, by which they are clipped
 * @param layout of the images
 */
public record RandomContrast(Factor factor, ValueRange range, Layout layout)
    implements Augmentation {

  public RandomContrast {
    factor.require("randomContrast", 0, 1);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomContrast valueRange(double low, double high) {
    return new RandomContrast(factor, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomContrast channelsFirst() {
    return new RandomContrast(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> times =
        new Factor(1 - factor.lower(), 1 + factor.upper()).at(tf, Drawn.column(tf, drawn, 0));
    Operand<TFloat32> mean =
        tf.math.mean(images, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    Operand<TFloat32> apart = tf.math.mul(tf.math.sub(images, mean), Drawn.perImage(tf, times));
    return range.clip(tf, tf.math.add(apart, mean));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomContrast from(Config config) {
    config.ignore("seed");
    return new RandomContrast(
        Factor.from(config, "factor", 0), ValueRange.from(config), Layout.from(config));
  }
}
