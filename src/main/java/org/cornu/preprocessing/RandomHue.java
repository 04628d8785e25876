package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Turns the hues of each image while training: (height, width, 3) to the same (Keras: {@code
 * RandomHue}). Half of the images are turned the other way. No gradient flows through it.
 *
 * @param factor by how much of half a turn, in [0, 1]
 * @param range of the pixels
 * @param layout of the images
 */
public record RandomHue(Factor factor, ValueRange range, Layout layout) implements Augmentation {

  private static final ValueRange UNIT = new ValueRange(0, 1);

  public RandomHue {
    factor.require("randomHue", 0, 1);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomHue valueRange(double low, double high) {
    return new RandomHue(factor, new ValueRange(low, high), layout);
  }

  /** For images (3, height, width). */
  public RandomHue channelsFirst() {
    return new RandomHue(factor, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Colours.requireThree(layout, input);
  }

  @Override
  public int draws() {
    return 2;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> sign = Drawn.sign(tf, Drawn.column(tf, drawn, 0));
    Operand<TFloat32> part = factor.at(tf, Drawn.column(tf, drawn, 1));
    Operand<TFloat32> by = tf.math.mul(tf.math.mul(sign, part), tf.constant(0.5f));
    Operand<TFloat32> turned =
        Colours.turned(tf, range.to(tf, images, UNIT), Drawn.perImage(tf, by));
    return UNIT.to(tf, UNIT.clip(tf, tf.stopGradient(turned)), range);
  }

  @Override
  public Config config() {
    return Config.of("factor", factor.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomHue from(Config config) {
    config.ignore("seed");
    return new RandomHue(
        Factor.from(config, "factor", 0), ValueRange.from(config), Layout.from(config));
  }
}
