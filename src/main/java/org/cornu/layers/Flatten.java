package org.cornu.layers;

import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Puts all values of a sample into one row, its channels last: (...) to (product of the sizes),
 * which is open if one of them is (Keras: {@code Flatten}).
 *
 * @param layout where the channels are
 */
public record Flatten(Layout layout) implements ReshapingLayer {

  public Flatten {
    Objects.requireNonNull(layout, "flatten needs a layout, got null");
  }

  /** Of samples with their channels first, which are turned (Keras: {@code data_format}). */
  public Flatten channelsFirst() {
    return new Flatten(Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(input.hasUnknownDimension() ? Layers.ANY : input.size());
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    Shape row = outputShape(x.shape().tail());
    return Reshaping.of(tf, layout.last(tf, x), new long[] {x.shape().get(0), row.get(0)});
  }

  @Override
  public Config config() {
    return layout.config();
  }

  /** Reads Keras's configuration. */
  public static Flatten from(Config config) {
    return new Flatten(Layout.from(config));
  }
}
