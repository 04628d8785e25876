package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The middle of each image: (height, width, channels) to (height', width', channels) (Keras: {@code
 * CenterCrop}). Of an image that is smaller one way, the largest part of the wanted proportions is
 * enlarged, bilinear.
 *
 * @param height of what is cut out, in pixels
 * @param width of what is cut out, in pixels
 * @param layout of the images
 */
public record CenterCrop(int height, int width, Layout layout) implements UnaryLayer {

  public CenterCrop {
    Cropping.requireSize("centerCrop", height, width);
  }

  /** For images (channels, height, width). */
  public CenterCrop channelsFirst() {
    return new CenterCrop(height, width, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    Images.known(layout, input);
    return Images.sized(layout, input, height, width);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Shape image = Images.known(layout, x.shape().tail());
    Operand<TFloat32> images = layout.last(tf, x);
    return layout.stored(
        tf,
        image.get(0) >= height && image.get(1) >= width
            ? Cropping.middle(tf, images, height, width)
            : Cropping.resized(tf, images, height, width));
  }

  @Override
  public Config config() {
    return Config.of("height", height).with("width", width).with(layout.config());
  }

  /** Reads Keras's configuration. */
  public static CenterCrop from(Config config) {
    return new CenterCrop(config.integer("height"), config.integer("width"), Layout.from(config));
  }
}
