package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.tensorflow.ndarray.Shape;

/**
 * A window that slides over an image.
 *
 * @param size of the window in taps
 * @param strides from one window to the next, in pixels
 * @param padding what happens at the edges
 * @param dilation distance between two taps, in pixels; more than 1x1 only with strides of 1x1
 */
public record Window(Size size, Size strides, Padding padding, Size dilation) {

  public Window {
    if (!strides.equals(Size.square(1)) && !dilation.equals(Size.square(1))) {
      throw new IllegalArgumentException(
          "needs strides 1x1 where there is dilation, as Keras does, got strides %s and dilation %s"
              .formatted(strides, dilation));
    }
  }

  /** Without padding and dilation. */
  Window(Size size, Size strides) {
    this(size, strides, Padding.VALID, Size.square(1));
  }

  Window strides(Size strides) {
    return new Window(size, strides, padding, dilation);
  }

  Window padding(Padding padding) {
    return new Window(size, strides, padding, dilation);
  }

  Window dilation(Size dilation) {
    return new Window(size, strides, padding, dilation);
  }

  /**
   * The shape of what comes out.
   *
   * @param image (height, width, channels)
   * @param channels of the output
   * @throws IllegalArgumentException if the input is no image or no window fits
   */
  Shape outputShape(Shape image, long channels) {
    Shapes.requireImage(image);
    Size extent =
        new Size(
            (size.height() - 1) * dilation.height() + 1, (size.width() - 1) * dilation.width() + 1);
    long height = outputSize(image.get(0), extent.height(), strides.height());
    long width = outputSize(image.get(1), extent.width(), strides.width());
    if (height == 0 || width == 0) {
      throw new IllegalArgumentException(
          "needs at least %s pixels, got %s; use a smaller window or same()"
              .formatted(extent, Shapes.text(image)));
    }
    return Shape.of(height, width, channels);
  }

  /** Of an open size, open. */
  private long outputSize(long size, int window, int stride) {
    return size == Shape.UNKNOWN_SIZE ? size : padding.outputSize(size, window, stride);
  }

  /** A size as TensorFlow takes it, over (batch, height, width, channels). */
  static List<Long> nhwc(Size size) {
    return List.of(1L, (long) size.height(), (long) size.width(), 1L);
  }

  /** Under Keras's names but for the size's, which differs from layer to layer. */
  Config config(String sizeKey) {
    return Config.of(sizeKey, size.config())
        .with("strides", strides.config())
        .with("padding", padding.kerasName())
        .with("data_format", Shapes.CHANNELS_LAST);
  }

  /** Reads the window of a pooling layer: its strides are its size by default. */
  static Window pool(Config config) {
    Size size = Size.from(config, "pool_size", Size.square(2));
    config.require("data_format", Shapes.CHANNELS_LAST);
    Size strides = Size.from(config, "strides", size);
    return new Window(size, strides, Padding.from(config), Size.square(1));
  }

  /** Reads the window of a convolution: its strides are 1 by default. */
  static Window kernel(Config config) {
    config.require("data_format", Shapes.CHANNELS_LAST);
    return new Window(
        Size.from(config, "kernel_size"),
        Size.from(config, "strides", Size.square(1)),
        Padding.from(config),
        Size.from(config, "dilation_rate", Size.square(1)));
  }
}
