package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The mean of each window: (height, width, channels) to (height', width', channels) (Keras: {@code
 * AveragePooling2D}).
 *
 * @param window size, strides (those of the size by default) and padding
 */
public record AveragePooling2D(Window window) implements UnaryLayer {

  /** Padded; the padding does not count in the mean (Keras: {@code padding="same"}). */
  public AveragePooling2D same() {
    return new AveragePooling2D(window.padding(Padding.SAME));
  }

  /** The same stride both ways. */
  public AveragePooling2D strides(int stride) {
    return strides(stride, stride);
  }

  /** Distance between two windows, down and across. */
  public AveragePooling2D strides(int down, int across) {
    return new AveragePooling2D(
        window.strides(Size.of("averagePooling2d's strides", down, across)));
  }

  @Override
  public Shape outputShape(Shape input) {
    return window.outputShape(input, Shapes.channels(input));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return scope
        .tf()
        .nn
        .avgPool(
            x, Window.nhwc(window.size()), Window.nhwc(window.strides()), window.padding().name());
  }

  @Override
  public Config config() {
    return window.config("pool_size");
  }

  /** Reads Keras's configuration. */
  public static AveragePooling2D from(Config config) {
    return new AveragePooling2D(Window.pool(config));
  }
}
