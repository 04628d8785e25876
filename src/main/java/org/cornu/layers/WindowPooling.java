package org.cornu.layers;

import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The largest value, or the mean, of each window: (sizes..., channels) to (sizes'..., channels)
 * (Keras: {@code MaxPooling1D}, {@code AveragePooling2D} and their like).
 *
 * @param pool what is kept of a window
 * @param window size, strides (those of the size by default) and padding, which never wins and does
 *     not count in a mean
 * @param layout where the channels are
 */
public record WindowPooling(Pool pool, Window window, Layout layout)
    implements SpatialLayer<WindowPooling> {

  public WindowPooling {
    Objects.requireNonNull(pool, "a pooling needs to know what it keeps, got null");
    Objects.requireNonNull(layout, "a pooling needs a layout, got null");
  }

  @Override
  public String className() {
    return pool.kerasName() + "Pooling" + rank() + "D";
  }

  /** Padded to ceil(size / stride) windows (Keras: {@code padding="same"}). */
  public WindowPooling same() {
    return new WindowPooling(pool, window.padding(Padding.SAME), layout);
  }

  /** Distance between two windows: a number for all axes, or one for each. */
  public WindowPooling strides(int... strides) {
    String what = Shapes.factory(className()) + "'s strides";
    return new WindowPooling(pool, window.strides(Size.of(what, rank(), strides)), layout);
  }

  @Override
  public WindowPooling layout(Layout layout) {
    return new WindowPooling(pool, window, layout);
  }

  @Override
  public int rank() {
    return window.rank();
  }

  @Override
  public Shape outputOfLast(Shape input) {
    return window.outputShape(input, Shapes.channels(input));
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    return pool(scope.tf(), x);
  }

  /**
   * Emits the op alone, the channels last.
   *
   * @param <T> the precision
   */
  public <T extends TNumber> Operand<T> pool(Ops tf, Operand<T> x) {
    return pool.ofWindows(tf, x, window);
  }

  @Override
  public Config config() {
    return window.config("pool_size").with(layout.config());
  }

  /** Reads Keras's configuration of a pooling over so many axes. */
  public static WindowPooling from(Config config, Pool pool, int rank) {
    return new WindowPooling(pool, Window.pool(config, rank), Layout.from(config));
  }
}
