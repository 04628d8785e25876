package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.constraints.Constraint;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.ops.Convolution;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Convolution of each channel by itself, then of all channels at each pixel: (sizes..., channels)
 * to (sizes'..., filters) (Keras: {@code SeparableConv1D}, {@code SeparableConv2D}; Chollet 2017).
 * Kernels (window..., channels, multiplier) and, which {@code kernelInitializer} and its like speak
 * of, (1..., channels * multiplier, filters).
 *
 * @param filters channels of the output, 1 or more
 * @param depthMultiplier how many outputs each channel has in between, 1 or more
 * @param window size, strides, padding and dilation, over 1 or 2 axes
 * @param layout where the channels are
 * @param depthwise what is said of the first kernel
 * @param options the second kernel, bias and activation
 */
public record SeparableConv(
    int filters,
    int depthMultiplier,
    Window window,
    Layout layout,
    WeightOptions depthwise,
    KernelOptions options)
    implements Convolutional<SeparableConv> {

  public SeparableConv {
    Objects.requireNonNull(window, "a separable convolution needs a window, got null");
    Objects.requireNonNull(layout, "a separable convolution needs a layout, got null");
    Objects.requireNonNull(depthwise, "a separable convolution needs options, got null");
    Objects.requireNonNull(options, "a separable convolution needs options, got null");
    if (filters < 1 || depthMultiplier < 1) {
      throw new IllegalArgumentException(
          "separableConv%dd needs 1 or more filters and a depth multiplier of 1 or more, got %d and %d"
              .formatted(window.rank(), filters, depthMultiplier));
    }
  }

  @Override
  public String className() {
    return "SeparableConv" + rank() + "D";
  }

  /** With so many outputs for each channel in between; 1 by default. */
  public SeparableConv depthMultiplier(int outputs) {
    return new SeparableConv(filters, outputs, window, layout, depthwise, options);
  }

  /** With other first values of the first kernel. */
  public SeparableConv depthwiseInitializer(Initializer initializer) {
    return depthwise(depthwise.initialized(initializer));
  }

  /** With a first kernel that adds something to the loss. */
  public SeparableConv depthwiseRegularizer(Regularizer regularizer) {
    return depthwise(depthwise.regularized(regularizer));
  }

  /** With a first kernel that each step puts back where it must stay. */
  public SeparableConv depthwiseConstraint(Constraint constraint) {
    return depthwise(depthwise.constrained(constraint));
  }

  private SeparableConv depthwise(WeightOptions depthwise) {
    return new SeparableConv(filters, depthMultiplier, window, layout, depthwise, options);
  }

  @Override
  public SeparableConv window(Window window) {
    return new SeparableConv(filters, depthMultiplier, window, layout, depthwise, options);
  }

  @Override
  public SeparableConv layout(Layout layout) {
    return new SeparableConv(filters, depthMultiplier, window, layout, depthwise, options);
  }

  @Override
  public SeparableConv options(KernelOptions options) {
    return new SeparableConv(filters, depthMultiplier, window, layout, depthwise, options);
  }

  @Override
  public Shape outputOfLast(Shape input) {
    return window.outputShape(input, filters);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    long channels = Shapes.knownChannels(last(input));
    Shape first = Shape.of(window.size().longs()).append(channels).append(depthMultiplier);
    Shape second =
        Shape.of(Size.all(rank(), 1).longs()).append(channels * depthMultiplier).append(filters);
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(depthwise.weight("depthwise_kernel", first));
    options.weights(second, filters).stream()
        .map(each -> each.name().equals("kernel") ? each.named("pointwise_kernel") : each)
        .forEach(weights::add);
    return weights;
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> between =
        scope.product(x, scope.weight("depthwise_kernel"), Optional.empty(), window::depthwise);
    return options.output(
        scope, options.product(scope, between, "pointwise_kernel", this::pixelByPixel));
  }

  private <T extends TNumber> Operand<T> pixelByPixel(Ops tf, Operand<T> x, Operand<T> kernel) {
    long[] one = Size.all(rank(), 1).longs();
    return Convolution.conv(tf, x, kernel, one, Padding.VALID.name(), one);
  }

  @Override
  public Config config() {
    return Config.of("filters", filters)
        .with("depth_multiplier", depthMultiplier)
        .with(window.kernelConfig())
        .with(layout.config())
        .with(depthwise.config("depthwise"))
        .with(options.config("pointwise"));
  }

  /** Reads Keras's configuration of a separable convolution over so many axes. */
  public static SeparableConv from(Config config, int rank) {
    // In files of Keras 2, whose layer has them and no use for them.
    config.require("groups", 1);
    config.ignore("kernel_initializer", "kernel_regularizer", "kernel_constraint");
    return new SeparableConv(
        config.integer("filters"),
        config.integer("depth_multiplier", 1),
        Window.kernel(config, rank, Padding.VALID, Padding.SAME),
        Layout.from(config),
        WeightOptions.from(config, "depthwise", Initializers.glorotUniform()),
        KernelOptions.from(config, "pointwise"));
  }
}
