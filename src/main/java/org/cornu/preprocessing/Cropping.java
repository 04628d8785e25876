package org.cornu.preprocessing;

import java.util.List;
import org.cornu.layers.Interpolation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Parts of images (batch, height, width, channels) of known height and width. */
final class Cropping {

  private Cropping() {}

  static void requireSize(String layer, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%s needs a height and width of 1 or more, got %sx%s".formatted(layer, height, width));
    }
  }

  /** A part of the images; less where it reaches beyond them. */
  static <T extends TType> Operand<T> part(
      Ops tf, Operand<T> images, Operand<TInt32> top, Operand<TInt32> left, int height, int width) {
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> all = tf.constant(-1);
    return tf.slice(
        images,
        tf.stack(List.of(zero, top, left, zero)),
        tf.stack(List.of(all, tf.constant(height), tf.constant(width), all)));
  }

  /** The middle of the images. */
  static <T extends TType> Operand<T> middle(Ops tf, Operand<T> images, int height, int width) {
    int top = (size(images, 1) - height) / 2;
    int left = (size(images, 2) - width) / 2;
    return part(tf, images, tf.constant(top), tf.constant(left), height, width);
  }

  /** The largest middle part of the proportions of a size (Keras: {@code smart_resize}'s). */
  static <T extends TType> Operand<T> proportioned(
      Ops tf, Operand<T> images, int height, int width) {
    int imageHeight = size(images, 1);
    int imageWidth = size(images, 2);
    int cropHeight = Math.max(1, Math.min(imageHeight, across(imageWidth, height, width)));
    int cropWidth = Math.max(1, Math.min(imageWidth, across(imageHeight, width, height)));
    return middle(tf, images, cropHeight, cropWidth);
  }

  /** How long the other side is where this is so long, rounded down as in float32. */
  static int across(int side, int other, int of) {
    return (int) ((float) (side * other) / of);
  }

  /** That part, bilinear, in the wanted size. */
  static Operand<TFloat32> resized(Ops tf, Operand<TFloat32> images, int height, int width) {
    return Images.resized(
        tf, proportioned(tf, images, height, width), height, width, Interpolation.BILINEAR, false);
  }

  static int size(Operand<? extends TType> images, int axis) {
    Shape shape = images.shape();
    return Math.toIntExact(shape.get(axis));
  }
}
