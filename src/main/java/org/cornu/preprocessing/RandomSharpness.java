package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Makes each image sharper or more blurred while training: (height, width, channels) to the same
 * (Keras: {@code RandomSharpness}).
 *
 * @param factor in [0, 1]: 0 blurs, 0.5 leaves the image as it is, 1 sharpens
 * @param range of the pixels, by which they are clipped
 * @param layout of the images
 */
public record RandomSharpness(Factor factor, ValueRange range, Layout layout)
    implements Augmentation {

  public RandomSharpness {
    factor.require("randomSharpness", 0, 1);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomSharpness valueRange(double low, double high) {
    return new RandomSharpness(factor, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public RandomSharpness channelsFirst() {
    return new RandomSharpness(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    float a = (float) (1 / 13.0);
    float b = (float) (5 / 13.0);
    float[] taps = {a, a, a, a, b, a, a, a, a};
    Operand<TFloat32> one = tf.reshape(tf.constant(taps), tf.constant(new int[] {3, 3, 1, 1}));
    var channels =
        tf.stack(
            List.of(tf.constant(1), tf.constant(1), Drawn.size(tf, images, 3), tf.constant(1)));
    Operand<TFloat32> kernel = tf.tile(one, channels);
    Operand<TFloat32> smooth =
        tf.nn.depthwiseConv2dNative(images, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
    Operand<TFloat32> sharp =
        tf.math.mul(factor.at(tf, Drawn.column(tf, drawn, 0)), tf.constant(2f));
    Operand<TFloat32> part = Drawn.perImage(tf, tf.math.sub(tf.constant(1f), sharp));
    return range.clip(tf, tf.math.add(images, tf.math.mul(part, tf.math.sub(smooth, images))));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomSharpness from(Config config) {
    config.ignore("seed");
    return new RandomSharpness(
        Factor.from(config, "factor", 0), ValueRange.from(config), Layout.from(config));
  }
}
