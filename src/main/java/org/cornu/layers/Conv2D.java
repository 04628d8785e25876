package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.ops.Convolution;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Convolution over images: (height, width, channels) to (height', width', filters) (Keras: {@code
 * Conv2D}). Kernel (window height, window width, channels / groups, filters).
 *
 * @param filters channels of the output, 1 or more
 * @param window size, strides, padding and dilation
 * @param groups the channels are divided into, each with its share of the filters
 * @param options kernel, bias and activation
 */
public record Conv2D(int filters, Window window, int groups, KernelOptions options)
    implements KernelLayer<Conv2D> {

  public Conv2D {
    Objects.requireNonNull(options, "conv2d needs options, got null");
    if (filters < 1 || groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "conv2d needs 1 or more filters, a multiple of its groups, got filters=%d, groups=%d"
              .formatted(filters, groups));
    }
  }

  /** Padded so that strides of 1 keep height and width (Keras: {@code padding="same"}). */
  public Conv2D same() {
    return new Conv2D(filters, window.padding(Padding.SAME), groups, options);
  }

  /** The same stride both ways. */
  public Conv2D strides(int stride) {
    return strides(stride, stride);
  }

  /** Distance between two windows, down and across. */
  public Conv2D strides(int down, int across) {
    return new Conv2D(
        filters, window.strides(Size.of("conv2d's strides", down, across)), groups, options);
  }

  /** Distance between two taps of the kernel, both ways (Keras: {@code dilation_rate}). */
  public Conv2D dilation(int rate) {
    return new Conv2D(
        filters, window.dilation(Size.of("conv2d's dilation", rate, rate)), groups, options);
  }

  /** Divides the channels into groups, each convolved with its share of the filters. */
  public Conv2D groups(int groups) {
    return new Conv2D(filters, window, groups, options);
  }

  @Override
  public Conv2D options(KernelOptions options) {
    return new Conv2D(filters, window, groups, options);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = window.outputShape(input, filters);
    if (Shapes.channels(input) != Layers.ANY && Shapes.channels(input) % groups != 0) {
      throw new IllegalArgumentException(
          "needs channels that its %d groups divide, got %s".formatted(groups, Shapes.text(input)));
    }
    return output;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Size size = window.size();
    return options.weights(
        Shape.of(size.height(), size.width(), Shapes.knownChannels(input) / groups, filters));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return options.output(scope, options.product(scope, x, this::convolve));
  }

  /**
   * Emits the product with the kernel alone.
   *
   * @param <T> the precision
   */
  public <T extends TNumber> Operand<T> convolve(Ops tf, Operand<T> x, Operand<T> kernel) {
    return groups == 1 ? convolveAll(tf, x, kernel) : convolveGroups(tf, x, kernel);
  }

  private <T extends TNumber> Operand<T> convolveAll(Ops tf, Operand<T> x, Operand<T> kernel) {
    return Convolution.conv2d(
        tf,
        x,
        kernel,
        Window.nhwc(window.strides()),
        window.padding().name(),
        Window.nhwc(window.dilation()));
  }

  /** TensorFlow's kernel takes groups on a GPU alone, so each group is convolved by itself. */
  private <T extends TNumber> Operand<T> convolveGroups(Ops tf, Operand<T> x, Operand<T> kernel) {
    var channels = tf.split(tf.constant(3), x, (long) groups);
    var kernels = tf.split(tf.constant(3), kernel, (long) groups);
    List<Operand<T>> outputs = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      outputs.add(convolveAll(tf, channels.output().get(group), kernels.output().get(group)));
    }
    return tf.concat(outputs, tf.constant(3));
  }

  @Override
  public Config config() {
    return Config.of("filters", filters)
        .with(window.config("kernel_size"))
        .with("dilation_rate", window.dilation().config())
        .with("groups", groups)
        .with(options.config());
  }

  /** Reads Keras's configuration. */
  public static Conv2D from(Config config) {
    return new Conv2D(
        config.integer("filters"),
        Window.kernel(config),
        config.integer("groups", 1),
        KernelOptions.from(config));
  }
}
