package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.ops.Pooling;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The largest value in each window: (height, width, channels) to (height', width', channels)
 * (Keras: {@code MaxPooling2D}).
 *
 * @param window size, strides (those of the size by default) and padding
 */
public record MaxPooling2D(Window window) implements UnaryLayer {

  /** Padded with values that never win (Keras: {@code padding="same"}). */
  public MaxPooling2D same() {
    return new MaxPooling2D(window.padding(Padding.SAME));
  }

  /** The same stride both ways. */
  public MaxPooling2D strides(int stride) {
    return strides(stride, stride);
  }

  /** Distance between two windows, down and across. */
  public MaxPooling2D strides(int down, int across) {
    return new MaxPooling2D(window.strides(Size.of("maxPooling2d's strides", down, across)));
  }

  @Override
  public Shape outputShape(Shape input) {
    return window.outputShape(input, Shapes.channels(input));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return pool(scope.tf(), x);
  }

  /**
   * Emits the op alone.
   *
   * @param <T> the precision
   */
  public <T extends TNumber> Operand<T> pool(Ops tf, Operand<T> x) {
    long[] size = {1, window.size().height(), window.size().width(), 1};
    long[] strides = {1, window.strides().height(), window.strides().width(), 1};
    return Pooling.maxPool(tf, x, size, strides, window.padding().name());
  }

  @Override
  public Config config() {
    return window.config("pool_size");
  }

  /** Reads Keras's configuration. */
  public static MaxPooling2D from(Config config) {
    return new MaxPooling2D(Window.pool(config));
  }
}
