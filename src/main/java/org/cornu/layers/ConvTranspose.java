package org.cornu.layers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.ops.TransposedConvolution;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The gradient of a convolution as a layer, by which strides make sizes grow: (sizes..., channels)
 * to (sizes'..., filters) (Keras: {@code Conv1DTranspose}, {@code Conv2DTranspose}, {@code
 * Conv3DTranspose}). Kernel (window..., filters, channels).
 *
 * @param filters channels of the output, 1 or more
 * @param window size, strides, padding and dilation, over 1, 2 or 3 axes
 * @param outputPadding what the output has more, along each axis, each less than its stride; empty
 *     for what the padding makes of the sizes
 * @param layout where the channels are
 * @param options kernel, bias and activation
 */
public record ConvTranspose(
    int filters,
    Window window,
    Optional<List<Integer>> outputPadding,
    Layout layout,
    KernelOptions options)
    implements Convolutional<ConvTranspose> {

  public ConvTranspose {
    Objects.requireNonNull(window, "a transposed convolution needs a window, got null");
    Objects.requireNonNull(layout, "a transposed convolution needs a layout, got null");
    Objects.requireNonNull(options, "a transposed convolution needs options, got null");
    outputPadding = outputPadding.map(List::copyOf);
    window.requireOneOfStridesAndDilation();
    if (filters < 1) {
      throw new IllegalArgumentException(
          "conv%ddTranspose needs 1 or more filters, got %d".formatted(window.rank(), filters));
    }
    outputPadding.ifPresent(more -> requireLess(more, window.strides()));
  }

  private static void requireLess(List<Integer> more, Size strides) {
    boolean fits = more.size() == strides.rank();
    for (int axis = 0; fits && axis < more.size(); axis++) {
      fits = more.get(axis) >= 0 && more.get(axis) < strides.axes().get(axis);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs an output padding of 0 or more for each axis, less than its stride, got %s and strides %s"
              .formatted(more, strides));
    }
  }

  @Override
  public String className() {
    return "Conv" + rank() + "DTranspose";
  }

  /** With what the output has more: a number for all axes, or one for each. */
  public ConvTranspose outputPadding(int... more) {
    Objects.requireNonNull(more, "outputPadding needs a number, or one for each axis, got null");
    List<Integer> each = Arrays.stream(more).boxed().toList();
    List<Integer> axes = more.length == 1 ? Collections.nCopies(rank(), more[0]) : each;
    return new ConvTranspose(filters, window, Optional.of(axes), layout, options);
  }

  @Override
  public ConvTranspose window(Window window) {
    return new ConvTranspose(filters, window, outputPadding, layout, options);
  }

  @Override
  public ConvTranspose layout(Layout layout) {
    return new ConvTranspose(filters, window, outputPadding, layout, options);
  }

  @Override
  public ConvTranspose options(KernelOptions options) {
    return new ConvTranspose(filters, window, outputPadding, layout, options);
  }

  @Override
  public Shape outputOfLast(Shape input) {
    long[] sizes = new long[rank() + 1];
    for (int axis = 0; axis < rank(); axis++) {
      long size = input.get(axis);
      sizes[axis] = size == Layers.ANY ? size : stride(axis) * size + rest(axis);
      if (size != Layers.ANY
          && sizes[axis] != Layers.ANY
          && !isGivenBack(axis, sizes[axis], size)) {
        throw new IllegalArgumentException(
            "needs an output from which a convolution makes its input %s, got %d along axis %d; choose another output padding"
                .formatted(Shapes.text(input), sizes[axis], axis));
      }
    }
    sizes[rank()] = filters;
    return Shape.of(sizes);
  }

  private boolean isGivenBack(int axis, long output, long input) {
    int extent = window.extent().axes().get(axis);
    return window.padding().outputSize(output, extent, stride(axis)) == input;
  }

  private int stride(int axis) {
    return window.strides().axes().get(axis);
  }

  /** By how much an output is larger than its input times the stride. */
  private int rest(int axis) {
    int extent = window.extent().axes().get(axis);
    boolean valid = window.padding() == Padding.VALID;
    if (outputPadding.isEmpty()) {
      return valid ? Math.max(extent - stride(axis), 0) : 0;
    }
    return (valid ? extent : extent % 2) + outputPadding.get().get(axis) - stride(axis);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    long read = Shapes.knownChannels(last(input));
    return options.weights(window.kernelShape(filters, read), filters);
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    return options.output(scope, options.product(scope, x, this::convolve));
  }

  private <T extends TNumber> Operand<T> convolve(Ops tf, Operand<T> x, Operand<T> kernel) {
    long[] rests = new long[rank()];
    Arrays.setAll(rests, this::rest);
    return TransposedConvolution.of(
        tf,
        x,
        kernel,
        window.strides().longs(),
        window.padding().name(),
        window.dilation().longs(),
        rests);
  }

  @Override
  public Config config() {
    return Config.of("filters", filters)
        .with(window.kernelConfig())
        .with("output_padding", outputPadding.orElse(null))
        .with(layout.config())
        .with(options.config("kernel"));
  }

  /** Reads Keras's configuration of a transposed convolution over so many axes. */
  public static ConvTranspose from(Config config, int rank) {
    config.require("groups", 1); // in files of Keras 2
    Window window = Window.kernel(config, rank, Padding.VALID, Padding.SAME);
    return new ConvTranspose(
        config.integer("filters"),
        window,
        outputPadding(config, rank),
        Layout.from(config),
        KernelOptions.from(config, "kernel"));
  }

  private static Optional<List<Integer>> outputPadding(Config config, int rank) {
    if (!config.has("output_padding")) {
      return Optional.empty();
    }
    List<Integer> more = Integers.from(config, "output_padding");
    if (more.size() != 1 && more.size() != rank) {
      throw config.wrong("output_padding", "a whole number, or one for each axis");
    }
    return Optional.of(more.size() == rank ? more : Collections.nCopies(rank, more.get(0)));
  }
}
