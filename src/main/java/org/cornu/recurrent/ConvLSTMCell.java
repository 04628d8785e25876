package org.cornu.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Layout;
import org.cornu.layers.Padding;
import org.cornu.layers.Shapes;
import org.cornu.layers.Window;
import org.cornu.layers.WindowLayer;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An {@link LSTMCell} whose products are convolutions: a step of (sizes..., channels), output and
 * memory (sizes'..., filters) to (sizes'..., filters) (Keras: {@code ConvLSTMCell}; Shi et al.
 * 2015). Kernel (window..., channels, 4 filters), recurrent kernel (window..., filters, 4 filters),
 * bias (4 filters), in the same blocks. The window's strides, padding and dilation are those over
 * the inputs; over the output before it keeps all sizes.
 *
 * @param filters channels of output and memory, 1 or more
 * @param window size, strides, padding and dilation, over 1, 2 or 3 axes
 * @param layout where inputs, output and memory have their channels
 * @param options activations, weights and dropout
 * @param unitForgetBias whether the bias of what is kept begins at 1 (Jozefowicz et al. 2015)
 */
public record ConvLSTMCell(
    int filters, Window window, Layout layout, CellOptions options, boolean unitForgetBias)
    implements Cell, Gated<ConvLSTMCell>, WindowLayer<ConvLSTMCell> {

  public ConvLSTMCell {
    Objects.requireNonNull(window, "convLstm needs a window, got null");
    Objects.requireNonNull(layout, "convLstm needs a layout, got null");
    Objects.requireNonNull(options, "convLstm needs options, got null");
    window.requireOneOfStridesAndDilation();
    if (filters < 1) {
      throw new IllegalArgumentException(
          "convLstm%dd needs 1 or more filters, got %d".formatted(window.rank(), filters));
    }
  }

  @Override
  public ConvLSTMCell window(Window window) {
    return new ConvLSTMCell(filters, window, layout, options, unitForgetBias);
  }

  @Override
  public ConvLSTMCell layout(Layout layout) {
    return new ConvLSTMCell(filters, window, layout, options, unitForgetBias);
  }

  @Override
  public ConvLSTMCell options(CellOptions options) {
    return new ConvLSTMCell(filters, window, layout, options, unitForgetBias);
  }

  /** With a bias that begins at the same value everywhere. */
  public ConvLSTMCell noUnitForgetBias() {
    return new ConvLSTMCell(filters, window, layout, options, false);
  }

  /** A step's value with its channels last. */
  private Shape last(Shape input) {
    if (input.numDimensions() != rank() + 1) {
      throw new IllegalArgumentException(
          "needs %d sizes and the channels in each step, so sequences of %d axes, got (steps, %s)"
              .formatted(rank(), rank() + 2, Shapes.text(input)));
    }
    return layout.last(input);
  }

  @Override
  public List<Shape> stateShapes(Shape input) {
    Shape output = window.outputShape(last(input), filters);
    if (output.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "needs known sizes in each step, by which its states are made, got %s; only the steps may be open"
              .formatted(Shapes.text(input)));
    }
    Shape state = layout.stored(output);
    return List.of(state, state);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    long width = (long) LSTMCell.GATES * filters;
    List<WeightSpec> weights =
        options
            .weights()
            .specs(
                window.kernelShape(Shapes.knownChannels(last(input)), width),
                window.kernelShape(filters, width),
                Shape.of(width));
    return unitForgetBias ? LSTMCell.keptAtFirst(weights, filters) : weights;
  }

  /** As in Keras each gate has masks of its own, whatever is left out. */
  @Override
  public Map<String, Operand<TFloat32>> drawn(
      LayerScope scope, Operand<TInt32> samples, Shape input) {
    Ops tf = scope.tf();
    return options
        .dropout()
        .drawn(
            scope,
            LSTMCell.GATES,
            States.shape(tf, samples, input),
            States.shape(tf, samples, stateShapes(input).get(0)));
  }

  /** The inputs convolved, and the bias: (..., batch, sizes'..., 4 filters). */
  @Override
  public Operand<TFloat32> ahead(
      LayerScope scope, Operand<TFloat32> x, Map<String, Operand<TFloat32>> drawn) {
    return KerasCell.times(
        scope,
        x,
        scope.weight("kernel"),
        options.weights().bias().map(each -> scope.weight("bias")),
        CellDropout.ofInputs(drawn),
        (in, kept, kernel, bias) -> ofInputs(in, kept, kernel, bias, x.shape()));
  }

  /** All steps are convolved as one batch. */
  private Operand<TFloat32> ofInputs(
      LayerScope scope,
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      Optional<Operand<TFloat32>> bias,
      Shape shape) {
    Ops tf = scope.tf();
    int values = rank() + 1;
    Shape input = shape.takeLast(values);
    Operand<TFloat32> batch = tf.reshape(x, tf.constant(Shape.of(-1).append(input).asArray()));
    Operand<TFloat32> y = scope.product(layout.last(tf, batch), kernel, bias, window::convolve);
    Shape steps = shape.take(shape.numDimensions() - values);
    Shape given = window.outputShape(last(input), kernel.shape().get(values));
    return Reshaping.like(tf, y, x, steps.append(given).asArray());
  }

  private Operand<TFloat32> ofState(
      LayerScope scope,
      Operand<TFloat32> state,
      Operand<TFloat32> kernel,
      Optional<Operand<TFloat32>> bias) {
    return scope.product(
        layout.last(scope.tf(), state), kernel, bias, window.keepingSizes()::convolve);
  }

  @Override
  public Next step(LayerScope scope, Now now) {
    Ops tf = scope.tf();
    Operand<TFloat32> product =
        KerasCell.times(
            scope,
            now.state(),
            scope.weight(KerasCell.RECURRENT),
            Optional.empty(),
            CellDropout.ofStates(now.drawn()),
            this::ofState);
    Operand<TFloat32> memory = layout.last(tf, now.states().get(1));
    Next next = LSTMCell.next(tf, options, tf.math.add(now.x(), product), memory);
    List<Operand<TFloat32>> states =
        next.states().stream().map(each -> layout.stored(tf, each)).toList();
    return new Next(states.get(0), states);
  }

  @Override
  public Config config() {
    return Config.of("filters", filters)
        .with(window.kernelConfig())
        .with(layout.config())
        .with(options.gatedConfig())
        .with("unit_forget_bias", unitForgetBias);
  }

  /** Reads Keras's configuration of a cell over as many axes as its window has. */
  public static ConvLSTMCell from(Config config) {
    return from(config, Integers.from(config, "kernel_size").size());
  }

  /** The same where the window may have one size for all axes. */
  public static ConvLSTMCell from(Config config, int rank) {
    return new ConvLSTMCell(
        config.integer("filters"),
        Window.kernel(config, rank, Padding.VALID, Padding.SAME),
        Layout.from(config),
        CellOptions.fromGated(config),
        config.flag("unit_forget_bias", true));
  }
}
