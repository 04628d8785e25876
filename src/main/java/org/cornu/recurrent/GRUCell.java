package org.cornu.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A step with gates that say how much of the state is kept: of (features) and state (units) to
 * (units) (Keras: {@code GRUCell}; Cho et al. 2014). Kernel (features, 3 units), recurrent kernel
 * (units, 3 units), in blocks: what is kept, what is read, what is new. Bias (2, 3 units), for
 * inputs and state; (3 units) where the state is reset before its product.
 *
 * @param units size of the state, 1 or more
 * @param options activations, weights and dropout
 * @param resetAfter whether the state is reset after its product with the kernel
 */
public record GRUCell(int units, CellOptions options, boolean resetAfter)
    implements KerasCell<GRUCell>, Gated<GRUCell> {

  private static final int GATES = 3;

  public GRUCell {
    Objects.requireNonNull(options, "gru needs options, got null");
    SimpleRNNCell.requireUnits("gru", units);
  }

  @Override
  public GRUCell options(CellOptions options) {
    return new GRUCell(units, options, resetAfter);
  }

  /** Resetting the state before its product with the kernel (Keras: reset_after=False). */
  public GRUCell resetBefore() {
    return new GRUCell(units, options, false);
  }

  @Override
  public int gates() {
    return GATES;
  }

  @Override
  public Shape biasShape() {
    return resetAfter ? Shape.of(2, GATES * units) : Shape.of(GATES * units);
  }

  @Override
  public Optional<Operand<TFloat32>> inputBias(LayerScope scope) {
    return resetAfter ? bias(scope, 0) : KerasCell.super.inputBias(scope);
  }

  private Optional<Operand<TFloat32>> bias(LayerScope scope, int row) {
    Ops tf = scope.tf();
    return KerasCell.super
        .inputBias(scope)
        .map(
            both ->
                tf.reshape(
                    tf.slice(
                        both,
                        tf.constant(new int[] {row, 0}),
                        tf.constant(new int[] {1, GATES * units})),
                    tf.constant(new int[] {GATES * units})));
  }

  @Override
  public Optional<String> stateKernel(Map<String, Operand<TFloat32>> drawn) {
    return resetAfter ? KerasCell.super.stateKernel(drawn) : Optional.empty();
  }

  @Override
  public Next step(LayerScope scope, Now now) {
    return resetAfter ? resetAfter(scope, now) : resetBefore(scope, now);
  }

  private Next resetAfter(LayerScope scope, Now now) {
    Ops tf = scope.tf();
    Operand<TFloat32> product = product(scope, now);
    Operand<TFloat32> sum =
        bias(scope, 1).map(each -> (Operand<TFloat32>) tf.math.add(product, each)).orElse(product);
    List<Operand<TFloat32>> x = KerasCell.blocks(tf, now.x(), GATES);
    List<Operand<TFloat32>> h = KerasCell.blocks(tf, sum, GATES);
    Operand<TFloat32> kept = gate(tf, x.get(0), h.get(0));
    Operand<TFloat32> read = gate(tf, x.get(1), h.get(1));
    return next(tf, now.state(), kept, tf.math.add(x.get(2), tf.math.mul(read, h.get(2))));
  }

  private Next resetBefore(LayerScope scope, Now now) {
    Ops tf = scope.tf();
    Operand<TFloat32> state = now.state();
    List<Operand<TFloat32>> x = KerasCell.blocks(tf, now.x(), GATES);
    List<Operand<TFloat32>> masks = CellDropout.ofStates(now.drawn());
    Operand<TFloat32> kernel = scope.weight(RECURRENT);
    Operand<TFloat32> ofGates = columns(tf, kernel, 0, 2);
    Operand<TFloat32> ofNew = columns(tf, kernel, 2, 1);
    boolean each = masks.size() == GATES;
    List<Operand<TFloat32>> h =
        KerasCell.blocks(
            tf,
            KerasCell.times(
                scope, state, ofGates, Optional.empty(), each ? masks.subList(0, 2) : masks),
            2);
    Operand<TFloat32> kept = gate(tf, x.get(0), h.get(0));
    Operand<TFloat32> read = gate(tf, x.get(1), h.get(1));
    Operand<TFloat32> reset =
        KerasCell.times(
            scope,
            tf.math.mul(read, state),
            ofNew,
            Optional.empty(),
            each ? masks.subList(2, GATES) : masks);
    return next(tf, state, kept, tf.math.add(x.get(2), reset));
  }

  private Operand<TFloat32> columns(Ops tf, Operand<TFloat32> kernel, int first, int blocks) {
    return tf.slice(
        kernel,
        tf.constant(new int[] {0, first * units}),
        tf.constant(new int[] {units, blocks * units}));
  }

  private Operand<TFloat32> gate(Ops tf, Operand<TFloat32> x, Operand<TFloat32> h) {
    return options.recurrentActivation().apply(tf, tf.math.add(x, h));
  }

  private Next next(
      Ops tf, Operand<TFloat32> state, Operand<TFloat32> kept, Operand<TFloat32> sum) {
    Operand<TFloat32> fresh = options.activation().apply(tf, sum);
    Operand<TFloat32> given = tf.math.sub(tf.constant(1f), kept);
    return Next.of(tf.math.add(tf.math.mul(kept, state), tf.math.mul(given, fresh)));
  }

  @Override
  public Config config() {
    return Config.of("units", units).with(options.gatedConfig()).with("reset_after", resetAfter);
  }

  /** Reads Keras's configuration. */
  public static GRUCell from(Config config) {
    return new GRUCell(
        config.integer("units"), CellOptions.fromGated(config), config.flag("reset_after", true));
  }
}
