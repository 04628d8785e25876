package org.cornu.layers;

import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Zeros at the ends of the axes beside the channels: (sizes..., channels) to (larger sizes...,
 * channels) (Keras: {@code ZeroPadding1D}, {@code ZeroPadding2D}, {@code ZeroPadding3D}).
 *
 * @param margins how many at each end
 * @param layout where the channels are
 */
public record ZeroPadding(Margins margins, Layout layout) implements MarginLayer<ZeroPadding> {

  public ZeroPadding {
    Objects.requireNonNull(margins, "zero padding needs margins, got null");
    Objects.requireNonNull(layout, "zero padding needs a layout, got null");
  }

  @Override
  public String className() {
    return "ZeroPadding" + margins.rank() + "D";
  }

  @Override
  public ZeroPadding layout(Layout layout) {
    return new ZeroPadding(margins, layout);
  }

  @Override
  public long changed(long size, int axis) {
    return size + margins.before(axis) + margins.after(axis);
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    // In int32: TensorFlow's gradient of a pad takes no int64.
    int[][] pads = new int[x.shape().numDimensions()][2];
    for (int axis = 0; axis < margins.rank(); axis++) {
      pads[axis + 1 + first()] = new int[] {(int) margins.before(axis), (int) margins.after(axis)};
    }
    Operand<T> zero = tf.zeros(tf.constant(new int[0]), x.type());
    return tf.pad(x, tf.constant(pads), zero);
  }

  @Override
  public Config config() {
    Config config = Config.of("padding", margins.config());
    return margins.rank() == 1 && layout == Layout.CHANNELS_LAST
        ? config // which Keras before 3.10 takes for it alone
        : config.with(layout.config());
  }

  /** Reads Keras's configuration of padding along so many axes. */
  public static ZeroPadding from(Config config, int rank) {
    return new ZeroPadding(
        Margins.from(config, "padding", rank, Margins.all(rank, 1)), Layout.from(config));
  }
}
