package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Convolution over sequences, images or volumes: (sizes..., channels) to (sizes'..., filters)
 * (Keras: {@code Conv1D}, {@code Conv2D}, {@code Conv3D}). Kernel (window..., channels / groups,
 * filters).
 *
 * @param filters channels of the output, 1 or more
 * @param window size, strides, padding and dilation, over 1, 2 or 3 axes
 * @param groups the channels are divided into, each with its share of the filters
 * @param layout where the channels are
 * @param options kernel, bias and activation
 */
public record Conv(int filters, Window window, int groups, Layout layout, KernelOptions options)
    implements Convolutional<Conv> {

  public Conv {
    Objects.requireNonNull(window, "a convolution needs a window, got null");
    Objects.requireNonNull(layout, "a convolution needs a layout, got null");
    Objects.requireNonNull(options, "a convolution needs options, got null");
    window.requireOneOfStridesAndDilation();
    if (filters < 1 || groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "conv%dd needs 1 or more filters, a multiple of its groups, got filters=%d, groups=%d"
              .formatted(window.rank(), filters, groups));
    }
  }

  @Override
  public String className() {
    return "Conv" + rank() + "D";
  }

  /** Padded before the first step of a sequence alone (Keras: {@code padding="causal"}). */
  public Conv causal() {
    return window(window.padding(Padding.CAUSAL));
  }

  /** Divides the channels into groups, each convolved with its share of the filters. */
  public Conv groups(int groups) {
    return new Conv(filters, window, groups, layout, options);
  }

  @Override
  public Conv window(Window window) {
    return new Conv(filters, window, groups, layout, options);
  }

  @Override
  public Conv layout(Layout layout) {
    return new Conv(filters, window, groups, layout, options);
  }

  @Override
  public Conv options(KernelOptions options) {
    return new Conv(filters, window, groups, layout, options);
  }

  @Override
  public Shape outputOfLast(Shape input) {
    Shape output = window.outputShape(input, filters);
    if (Shapes.channels(input) != Layers.ANY && Shapes.channels(input) % groups != 0) {
      throw new IllegalArgumentException(
          "needs channels that its %d groups divide, got %s".formatted(groups, Shapes.text(input)));
    }
    return output;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    long read = Shapes.knownChannels(last(input)) / groups;
    return options.weights(window.kernelShape(read, filters));
  }

  @Override
  public Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x) {
    return options.output(scope, options.product(scope, x, this::convolve));
  }

  /**
   * Emits the product with the kernel alone, the channels last.
   *
   * @param <T> the precision
   */
  public <T extends TNumber> Operand<T> convolve(Ops tf, Operand<T> x, Operand<T> kernel) {
    if (groups == 1) {
      return window.convolve(tf, x, kernel);
    }
    boolean single = kernel.shape().get(rank()) == 1;
    return single && rank() < 3 ? convolveChannels(tf, x, kernel) : convolveGroups(tf, x, kernel);
  }

  /** Groups of one channel each are one op, however many. */
  private <T extends TNumber> Operand<T> convolveChannels(Ops tf, Operand<T> x, Operand<T> kernel) {
    long[] sizes = kernel.shape().asArray();
    sizes[rank()] = groups;
    sizes[rank() + 1] = filters / groups;
    return window.depthwise(tf, x, tf.reshape(kernel, tf.constant(sizes)));
  }

  /** TensorFlow's kernel takes groups on a GPU alone, so each group is convolved by itself. */
  private <T extends TNumber> Operand<T> convolveGroups(Ops tf, Operand<T> x, Operand<T> kernel) {
    var channels = tf.split(tf.constant(rank() + 1), x, (long) groups);
    var kernels = tf.split(tf.constant(rank() + 1), kernel, (long) groups);
    List<Operand<T>> outputs = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      outputs.add(window.convolve(tf, channels.output().get(group), kernels.output().get(group)));
    }
    return tf.concat(outputs, tf.constant(rank() + 1));
  }

  @Override
  public Config config() {
    return Config.of("filters", filters)
        .with(window.kernelConfig())
        .with(layout.config())
        .with("groups", groups)
        .with(options.config("kernel"));
  }

  /** Reads Keras's configuration of a convolution over so many axes. */
  public static Conv from(Config config, int rank) {
    Padding[] paddings = rank == 1 ? Padding.values() : new Padding[] {Padding.VALID, Padding.SAME};
    return new Conv(
        config.integer("filters"),
        Window.kernel(config, rank, paddings),
        config.integer("groups", 1),
        Layout.from(config),
        KernelOptions.from(config, "kernel"));
  }
}
