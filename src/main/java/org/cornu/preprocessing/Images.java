package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.graph.Spec;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layers;
import org.cornu.layers.Layout;
import org.cornu.layers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Shapes of images, and images in another size. */
final class Images {

  private Images() {}

  /**
   * The shape of an image as (height, width, channels).
   *
   * @param image in this layout
   * @throws IllegalArgumentException if it is none
   */
  static Shape last(Layout layout, Shape image) {
    Shapes.requireRank(2, layout, image);
    return layout.last(image);
  }

  /** The shape of an image in this layout, of so much height and width. */
  static Shape sized(Layout layout, Shape image, long height, long width) {
    return layout.stored(Shape.of(height, width, last(layout, image).get(2)));
  }

  /**
   * The shape of an image, checked to be known in height and width.
   *
   * @return (height, width, channels)
   */
  static Shape known(Layout layout, Shape image) {
    Shape last = last(layout, image);
    if (last.get(0) == Layers.ANY || last.get(1) == Layers.ANY) {
      throw new IllegalArgumentException(
          "needs images of a known height and width, got %s; give input(...) the sizes"
              .formatted(Spec.floats(image)));
    }
    return last;
  }

  /** Images (batch, height, width, channels) in another size, those that have it as they are. */
  static Operand<TFloat32> resized(
      Ops tf,
      Operand<TFloat32> images,
      int height,
      int width,
      Interpolation interpolation,
      boolean antialias) {
    return images.shape().get(1) == height && images.shape().get(2) == width
        ? images
        : interpolation.resize(tf, images, tf.constant(new int[] {height, width}), antialias);
  }

  /** What a layer writes that the first releases of Keras 3 gave no such option. */
  static Config configIfSaid(Layout layout) {
    return layout == Layout.CHANNELS_LAST ? Config.EMPTY : layout.config();
  }
}
