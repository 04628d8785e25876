package org.cornu.recurrent;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A step with a long memory: of (features), output (units) and memory (units) to (units) (Keras:
 * {@code LSTMCell}; Hochreiter and Schmidhuber 1997). Kernel (features, 4 units), recurrent kernel
 * (units, 4 units), bias (4 units), in blocks: what is let in, what is kept, what is new, what is
 * given.
 *
 * @param units size of output and memory, 1 or more
 * @param options activations, weights and dropout
 * @param unitForgetBias whether the bias of what is kept begins at 1 (Jozefowicz et al. 2015)
 */
public record LSTMCell(int units, CellOptions options, boolean unitForgetBias)
    implements KerasCell<LSTMCell>, Gated<LSTMCell> {

  static final int GATES = 4;

  public LSTMCell {
    Objects.requireNonNull(options, "lstm needs options, got null");
    SimpleRNNCell.requireUnits("lstm", units);
  }

  @Override
  public LSTMCell options(CellOptions options) {
    return new LSTMCell(units, options, unitForgetBias);
  }

  /** With a bias that begins at the same value everywhere. */
  public LSTMCell noUnitForgetBias() {
    return new LSTMCell(units, options, false);
  }

  @Override
  public int gates() {
    return GATES;
  }

  @Override
  public List<Shape> stateShapes(Shape input) {
    return List.of(Shape.of(units), Shape.of(units));
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    List<WeightSpec> weights = KerasCell.super.weights(input);
    return unitForgetBias ? keptAtFirst(weights, units) : weights;
  }

  /** Weights of which the bias, if there is one, begins at 1 for what is kept. */
  static List<WeightSpec> keptAtFirst(List<WeightSpec> weights, int units) {
    return weights.stream()
        .map(
            each ->
                each.name().equals("bias")
                    ? each.initialized(keptAtFirst(each.initializer(), units))
                    : each)
        .toList();
  }

  private static Initializer keptAtFirst(Initializer others, int units) {
    return (shape, draws) -> {
      float[] values = others.values(shape, draws);
      Arrays.fill(values, units, 2 * units, 1);
      return values;
    };
  }

  @Override
  public Next step(LayerScope scope, Now now) {
    Operand<TFloat32> sum = scope.tf().math.add(now.x(), product(scope, now));
    return next(scope.tf(), options, sum, now.states().get(1));
  }

  /**
   * What the gates make of the memory.
   *
   * @param sum of the products with both kernels, in as many blocks as there are gates
   */
  static Next next(Ops tf, CellOptions options, Operand<TFloat32> sum, Operand<TFloat32> before) {
    List<Operand<TFloat32>> z = KerasCell.blocks(tf, sum, GATES);
    Operand<TFloat32> in = options.recurrentActivation().apply(tf, z.get(0));
    Operand<TFloat32> kept = options.recurrentActivation().apply(tf, z.get(1));
    Operand<TFloat32> fresh = options.activation().apply(tf, z.get(2));
    Operand<TFloat32> out = options.recurrentActivation().apply(tf, z.get(3));
    Operand<TFloat32> memory = tf.math.add(tf.math.mul(kept, before), tf.math.mul(in, fresh));
    Operand<TFloat32> output = tf.math.mul(out, options.activation().apply(tf, memory));
    return new Next(output, List.of(output, memory));
  }

  @Override
  public Config config() {
    return Config.of("units", units)
        .with(options.gatedConfig())
        .with("unit_forget_bias", unitForgetBias);
  }

  /** Reads Keras's configuration. */
  public static LSTMCell from(Config config) {
    return new LSTMCell(
        config.integer("units"),
        CellOptions.fromGated(config),
        config.flag("unit_forget_bias", true));
  }
}
