package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Mixes each image with its grey copy while training: (height, width, 3), or (height, width, 1),
 * where nothing changes, to the same (Keras: {@code RandomColorDegeneration}).
 *
 * @param factor how much of the grey copy, in [-1, 1]; below 0 colours become stronger
 * @param range of the pixels, by which they are clipped
 * @param layout of the images
 */
public record RandomColorDegeneration(Factor factor, ValueRange range, Layout layout)
    implements Augmentation {

  public RandomColorDegeneration {
    factor.require("randomColorDegeneration", -1, 1);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomColorDegeneration valueRange(double low, double high) {
    return new RandomColorDegeneration(factor, new ValueRange(low, high), layout);
  }

  /** For images (3, height, width). */
  public RandomColorDegeneration channelsFirst() {
    return new RandomColorDegeneration(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Colours.requireThreeOrOne(layout, input);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> part = Drawn.perImage(tf, factor.at(tf, Drawn.column(tf, drawn, 0)));
    Operand<TFloat32> apart = tf.math.sub(Colours.grey(tf, images), images);
    return range.clip(tf, tf.math.add(images, tf.math.mul(part, apart)));
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomColorDegeneration from(Config config) {
    config.ignore("seed");
    return new RandomColorDegeneration(
        Factor.from(config, "factor", -1), ValueRange.from(config), Layout.from(config));
  }
}
