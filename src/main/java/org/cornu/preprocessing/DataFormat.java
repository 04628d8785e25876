package org.cornu.preprocessing;

import java.util.Locale;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Where the channels of an image are (Keras: {@code data_format}). */
public enum DataFormat {
  /** (height, width, channels). */
  CHANNELS_LAST,
  /** (channels, height, width). */
  CHANNELS_FIRST;

  private static final String KEY = "data_format";

  /**
   * The shape of an image as (height, width, channels).
   *
   * @param image of this format
   * @throws IllegalArgumentException if it is none
   */
  Shape channelsLast(Shape image) {
    if (image.numDimensions() != 3) {
      throw new IllegalArgumentException(
          "needs images %s, got %s"
              .formatted(
                  this == CHANNELS_LAST ? "(height, width, channels)" : "(channels, height, width)",
                  Spec.floats(image)));
    }
    return this == CHANNELS_LAST ? image : Shape.of(image.get(1), image.get(2), image.get(0));
  }

  /** The shape of an image of this format, of so much height and width. */
  Shape sized(Shape image, long height, long width) {
    long channels = channelsLast(image).get(2);
    return this == CHANNELS_LAST
        ? Shape.of(height, width, channels)
        : Shape.of(channels, height, width);
  }

  /**
   * The shape of an image, checked to be known in height and width.
   *
   * @return (height, width, channels)
   */
  Shape known(Shape image) {
    Shape last = channelsLast(image);
    if (last.get(0) == Layers.ANY || last.get(1) == Layers.ANY) {
      throw new IllegalArgumentException(
          "needs images of a known height and width, got %s; give input(...) the sizes"
              .formatted(Spec.floats(image)));
    }
    return last;
  }

  /** Images of this format as (batch, height, width, channels). */
  <T extends TType> Operand<T> toLast(Ops tf, Operand<T> images) {
    return this == CHANNELS_LAST
        ? images
        : tf.linalg.transpose(images, tf.constant(new int[] {0, 2, 3, 1}));
  }

  /** The way back from (batch, height, width, channels). */
  <T extends TType> Operand<T> fromLast(Ops tf, Operand<T> images) {
    return this == CHANNELS_LAST
        ? images
        : tf.linalg.transpose(images, tf.constant(new int[] {0, 3, 1, 2}));
  }

  String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Config config() {
    return Config.of(KEY, kerasName());
  }

  /** What a layer writes that the first releases of Keras 3 gave no such option. */
  Config configIfSaid() {
    return this == CHANNELS_LAST ? Config.EMPTY : config();
  }

  static DataFormat from(Config config) {
    return Choice.from(config, KEY, CHANNELS_LAST);
  }
}
