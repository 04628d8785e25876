package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Takes the colours away from some images while training: (height, width, 3) to the same (Keras:
 * {@code RandomGrayscale}).
 *
 * @param factor the chance of each image, in [0, 1]
 * @param layout of the images
 */
public record RandomGrayscale(double factor, Layout layout) implements Augmentation {

  public RandomGrayscale {
    new Factor(factor, factor).require("randomGrayscale", 0, 1);
  }

  /** For images (3, height, width). */
  public RandomGrayscale channelsFirst() {
    return new RandomGrayscale(factor, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Colours.requireThree(layout, input);
  }

  @Override
  public int draws() {
    return 1;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return tf.select(
        Drawn.isBelow(tf, Drawn.column(tf, drawn, 0), tf.constant((float) factor)),
        Colours.grey(tf, images),
        images);
  }

  @Override
  public Config config() {
    return Config.of("factor", factor).with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomGrayscale from(Config config) {
    config.ignore("seed");
    return new RandomGrayscale(config.number("factor", 0.5), Layout.from(config));
  }
}
