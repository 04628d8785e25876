package org.cornu.preprocessing;

import java.util.List;
import java.util.Set;
import org.cornu.graph.Spec;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Images of three channels: red, green, blue. */
final class Colours {

  private Colours() {}

  /** Checks that images are of three channels. */
  static Shape requireThree(Layout layout, Shape image) {
    return require(layout, image, Set.of(3L), "");
  }

  /** Checks that images are of three channels, or of one, as grey ones are. */
  static Shape requireThreeOrOne(Layout layout, Shape image) {
    return require(layout, image, Set.of(3L, 1L), ", or of 1");
  }

  private static Shape require(Layout layout, Shape image, Set<Long> channels, String others) {
    if (!channels.contains(Images.last(layout, image).get(2))) {
      throw new IllegalArgumentException(
          "needs images of 3 channels, red, green and blue%s, got %s"
              .formatted(others, Spec.floats(image)));
    }
    return image;
  }

  /**
   * The grey copy of images of three channels or one, by how bright each seems: (batch, height,
   * width, 1).
   */
  static Operand<TFloat32> grey(Ops tf, Operand<TFloat32> images) {
    if (images.shape().get(3) == 1) {
      return images;
    }
    Operand<TFloat32> brightness = tf.constant(new float[] {0.2989f, 0.5870f, 0.1140f});
    return tf.reduceSum(tf.math.mul(images, brightness), tf.constant(-1), ReduceSum.keepDims(true));
  }

  /** The images with their hues turned: 1 is a full turn. */
  static Operand<TFloat32> turned(Ops tf, Operand<TFloat32> images, Operand<TFloat32> by) {
    Operand<TFloat32> hsv = tf.image.rgbToHsv(images);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> hue = tf.math.add(channel(tf, hsv, 0), by);
    Operand<TFloat32> below = tf.select(tf.math.greater(hue, one), tf.math.sub(hue, one), hue);
    Operand<TFloat32> within = tf.select(tf.math.less(below, zero), tf.math.add(below, one), below);
    return tf.image.hsvToRgb(
        tf.concat(List.of(within, channel(tf, hsv, 1), channel(tf, hsv, 2)), tf.constant(-1)));
  }

  /** One channel: (batch, height, width, 1). */
  private static Operand<TFloat32> channel(Ops tf, Operand<TFloat32> images, int channel) {
    return tf.slice(
        images, tf.constant(new int[] {0, 0, 0, channel}), tf.constant(new int[] {-1, -1, -1, 1}));
  }
}
