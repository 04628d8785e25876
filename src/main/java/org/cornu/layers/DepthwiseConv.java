package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Convolution of each channel by itself, over sequences or images: (sizes..., channels) to
 * (sizes'..., channels * multiplier) (Keras: {@code DepthwiseConv1D}, {@code DepthwiseConv2D}).
 * Kernel (window..., channels, multiplier), with Keras's options called {@code depthwise}.
 *
 * @param depthMultiplier how many outputs each channel has, 1 or more
 * @param window size, strides, padding and dilation, over 1 or 2 axes
 * @param layout where the channels are
 * @param options kernel, bias and activation
 */
public record DepthwiseConv(
    int depthMultiplier, Window window, Layout layout, KernelOptions options)
    implements Convolutional<DepthwiseConv> {

  public DepthwiseConv {
    Objects.requireNonNull(window, "a depthwise convolution needs a window, got null");
    Objects.requireNonNull(layout, "a depthwise convolution needs a layout, got null");
    Objects.requireNonNull(options, "a depthwise convolution needs options, got null");
    if (depthMultiplier < 1) {
      throw new IllegalArgumentException(
          "depthwiseConv%dd needs a depth multiplier of 1 or more, got %d"
              .formatted(window.rank(), depthMultiplier));
    }
  }

  @Override
  public String className() {
    return "DepthwiseConv" + rank() + "D";
  }

  /** With so many outputs for each channel; 1 by default. */
  public DepthwiseConv depthMultiplier(int outputs) {
    return new DepthwiseConv(outputs, window, layout, options);
  }

  @Override
  public DepthwiseConv window(Window window) {
    return new DepthwiseConv(depthMultiplier, window, layout, options);
  }

  @Override
  public DepthwiseConv layout(Layout layout) {
    return new DepthwiseConv(depthMultiplier, window, layout, options);
  }

  @Override
  public DepthwiseConv options(KernelOptions options) {
    return new DepthwiseConv(depthMultiplier, window, layout, options);
  }

  @Override
  public Shape outputOfLast(Shape input) {
    return window.outputShape(input, Shapes.knownChannels(input) * depthMultiplier);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    long channels = Shapes.knownChannels(last(input));
    Shape kernel = Shape.of(window.size().longs()).append(channels).append(depthMultiplier);
    return options.weights(kernel, channels * depthMultiplier);
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    return options.output(scope, options.product(scope, x, window::depthwise));
  }

  @Override
  public Config config() {
    return Config.of("depth_multiplier", depthMultiplier)
        .with(window.kernelConfig())
        .with(layout.config())
        .with(options.config("depthwise"));
  }

  /** Reads Keras's configuration of a depthwise convolution over so many axes. */
  public static DepthwiseConv from(Config config, int rank) {
    config.require("groups", 1); // in files of Keras 2
    return new DepthwiseConv(
        config.integer("depth_multiplier", 1),
        Window.kernel(config, rank, Padding.VALID, Padding.SAME),
        Layout.from(config),
        KernelOptions.from(config, "depthwise"));
  }
}
