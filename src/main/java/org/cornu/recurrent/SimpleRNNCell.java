package org.cornu.recurrent;

import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.op.Ops;

/**
 * One product of the inputs, one of the state, and an activation of their sum: a step of (features)
 * and state (units) to (units) (Keras: {@code SimpleRNNCell}; Elman 1990). Kernel (features,
 * units), recurrent kernel (units, units), bias (units).
 *
 * @param units size of the state, 1 or more
 * @param options activation, weights and dropout
 */
public record SimpleRNNCell(int units, CellOptions options) implements KerasCell<SimpleRNNCell> {

  public SimpleRNNCell {
    Objects.requireNonNull(options, "simpleRnn needs options, got null");
    requireUnits("simpleRnn", units);
  }

  static void requireUnits(String layer, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(layer + " needs 1 or more units, got " + units);
    }
  }

  @Override
  public SimpleRNNCell options(CellOptions options) {
    return new SimpleRNNCell(units, options);
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public Next step(LayerScope scope, Now now) {
    Ops tf = scope.tf();
    return Next.of(options.activation().apply(tf, tf.math.add(now.x(), product(scope, now))));
  }

  @Override
  public Config config() {
    return Config.of("units", units).with(options.config());
  }

  /** Reads Keras's configuration. */
  public static SimpleRNNCell from(Config config) {
    return new SimpleRNNCell(config.integer("units"), CellOptions.from(config));
  }
}
