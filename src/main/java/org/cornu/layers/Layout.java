package org.cornu.layers;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Which axis of an image holds its channels (Keras: {@code data_format}). */
public enum Layout {
  /** (height, width, channels). */
  CHANNELS_LAST,
  /**
   * (channels, height, width). TensorFlow computes it on no processor, so the values are turned
   * before and after; where two layers follow each other its optimizer takes both turns away.
   */
  CHANNELS_FIRST;

  private static final String KEY = "data_format";

  /** The shape with its channels last, of one in this layout. */
  public Shape last(Shape shape) {
    return this == CHANNELS_LAST ? shape : shape.tail().append(shape.get(0));
  }

  /** The shape in this layout, of one with its channels last. */
  public Shape stored(Shape shape) {
    int channels = shape.numDimensions() - 1;
    return this == CHANNELS_LAST
        ? shape
        : Shape.of(shape.get(channels)).append(shape.take(channels));
  }

  /** (batch, ...) in this layout to channels last. */
  public <T extends TType> Operand<T> last(Ops tf, Operand<T> x) {
    int rank = x.shape().numDimensions();
    return this == CHANNELS_LAST ? x : turn(tf, x, axis -> axis == rank - 1 ? 1 : axis + 1);
  }

  /** (batch, ..., channels) to this layout. */
  public <T extends TType> Operand<T> stored(Ops tf, Operand<T> x) {
    int rank = x.shape().numDimensions();
    return this == CHANNELS_LAST ? x : turn(tf, x, axis -> axis == 1 ? rank - 1 : axis - 1);
  }

  private static <T extends TType> Operand<T> turn(Ops tf, Operand<T> x, IntUnaryOperator source) {
    int[] axes = new int[x.shape().numDimensions()];
    Arrays.setAll(axes, axis -> axis == 0 ? 0 : source.applyAsInt(axis));
    return axes.length < 3 ? x : tf.linalg.transpose(x, tf.constant(axes));
  }

  /** Keras's name, {@code channels_last} or {@code channels_first}. */
  public String kerasName() {
    return Choice.name(this);
  }

  /** As Keras writes it. */
  public Config config() {
    return Config.of(KEY, kerasName());
  }

  /** Reads Keras's name; channels last by default. */
  public static Layout from(Config config) {
    return Choice.from(config, KEY, CHANNELS_LAST);
  }
}
