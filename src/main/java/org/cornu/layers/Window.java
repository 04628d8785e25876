package org.cornu.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.ops.Convolution;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * A window that slides over a sequence, an image or a volume.
 *
 * @param size of the window in taps
 * @param strides from one window to the next, in pixels
 * @param padding what happens at the edges
 * @param dilation distance between two taps, in pixels
 */
public record Window(Size size, Size strides, Padding padding, Size dilation) {

  private static final List<String> POSITIONS = List.of("steps", "pixels", "voxels");

  public Window {
    if (size.rank() != strides.rank() || size.rank() != dilation.rank()) {
      throw new IllegalArgumentException(
          "a window needs strides and dilation for each of its axes, got size %s, strides %s, dilation %s"
              .formatted(size, strides, dilation));
    }
    if (padding == Padding.CAUSAL && size.rank() != 1) {
      throw new IllegalArgumentException(
          "causal padding needs a sequence, which has one axis of steps, got a window of " + size);
    }
  }

  /** Without padding and dilation. */
  Window(Size size, Size strides) {
    this(size, strides, Padding.VALID, Size.all(size.rank(), 1));
  }

  /**
   * A window of strides 1, without padding and dilation.
   *
   * @param layer the factory's name, for messages
   * @param rank over how many axes
   * @param size along all of them, or along each
   */
  public static Window kernel(String layer, int rank, int... size) {
    return new Window(Size.of(layer + "'s kernel", rank, size), Size.all(rank, 1));
  }

  /** How many axes it has. */
  public int rank() {
    return size.rank();
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

  /** A window of this size that keeps all sizes as they are: padded, of strides and dilation 1. */
  public Window keepingSizes() {
    Size one = Size.all(rank(), 1);
    return new Window(size, one, Padding.SAME, one);
  }

  /** What a window covers, with what lies between its taps. */
  Size extent() {
    return new Size(
        IntStream.range(0, rank())
            .mapToObj(i -> (size.axes().get(i) - 1) * dilation.axes().get(i) + 1)
            .toList());
  }

  /**
   * Checks what TensorFlow's convolutions need.
   *
   * @throws IllegalArgumentException if there are both strides and dilation
   */
  public void requireOneOfStridesAndDilation() {
    if (!strides.isOne() && !dilation.isOne()) {
      throw new IllegalArgumentException(
          "needs strides %s where there is dilation, as Keras does, got strides %s and dilation %s"
              .formatted(Size.all(rank(), 1), strides, dilation));
    }
  }

  /**
   * The shape of what comes out.
   *
   * @param input (..., channels), of the window's rank
   * @param channels of the output
   * @throws IllegalArgumentException if no window fits
   */
  public Shape outputShape(Shape input, long channels) {
    Size extent = extent();
    long[] sizes = new long[rank() + 1];
    for (int axis = 0; axis < rank(); axis++) {
      long size = input.get(axis);
      sizes[axis] =
          size == Layers.ANY
              ? size
              : padding.outputSize(size, extent.axes().get(axis), strides.axes().get(axis));
      if (sizes[axis] == 0) {
        throw new IllegalArgumentException(
            "needs at least %s %s, got %s; use a smaller window or same()"
                .formatted(extent, POSITIONS.get(rank() - 1), Shapes.text(input)));
      }
    }
    sizes[rank()] = channels;
    return Shape.of(sizes);
  }

  /** The shape of a kernel from so many channels to so many: (window..., read, given). */
  public Shape kernelShape(long read, long given) {
    return Shape.of(size.longs()).append(read).append(given);
  }

  /**
   * Convolves (batch, ..., channels) with a kernel of {@link #kernelShape}.
   *
   * @param <T> the precision
   */
  public <T extends TNumber> Operand<T> convolve(Ops tf, Operand<T> x, Operand<T> kernel) {
    return Convolution.conv(tf, x, kernel, strides.longs(), padding.name(), dilation.longs());
  }

  /** Convolves each channel apart, of (batch, ..., channels). */
  <T extends TNumber> Operand<T> depthwise(Ops tf, Operand<T> x, Operand<T> kernel) {
    return Convolution.depthwise(tf, x, kernel, strides.longs(), padding.name(), dilation.longs());
  }

  /** Under Keras's names but for the size's, which differs from layer to layer. */
  Config config(String sizeKey) {
    return Config.of(sizeKey, size.axes())
        .with("strides", strides.axes())
        .with("padding", padding.kerasName());
  }

  /** The same of a convolution. */
  public Config kernelConfig() {
    return config("kernel_size").with("dilation_rate", dilation.axes());
  }

  /** Reads the window of a pooling layer: its strides are its size by default. */
  static Window pool(Config config, int rank) {
    Size size = Size.from(config, "pool_size", Size.all(rank, 2));
    return new Window(
        size,
        Size.from(config, "strides", size),
        Padding.from(config, Padding.VALID, Padding.SAME),
        Size.all(rank, 1));
  }

  /**
   * Reads the window of a convolution: its strides are 1 by default.
   *
   * @param paddings those that the layer takes
   */
  public static Window kernel(Config config, int rank, Padding... paddings) {
    Size one = Size.all(rank, 1);
    return new Window(
        Size.from(config, "kernel_size", rank),
        Size.from(config, "strides", one),
        Padding.from(config, paddings),
        Size.from(config, "dilation_rate", one));
  }
}
