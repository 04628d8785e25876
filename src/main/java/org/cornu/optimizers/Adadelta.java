package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Steps as large as recent steps were, by the size of recent gradients (Keras: {@code Adadelta};
 * Zeiler 2012). By TensorFlow's kernel, which has Keras's numbers once epsilon makes up for its
 * rounded rho.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param rho decay of both means, in [0, 1)
 * @param epsilon added under the root, above 0
 */
public record Adadelta(UpdateOptions options, double rho, double epsilon)
    implements TunableOptimizer<Adadelta> {

  /** Keras's defaults. */
  static final Adadelta KERAS = from(Config.EMPTY.at("Keras"));

  public Adadelta {
    Objects.requireNonNull(options, "adadelta needs options, got null");
    Ranges.requireShare("adadelta", "rho", rho);
    Ranges.requireAbove0("adadelta", "epsilon", epsilon);
  }

  @Override
  public Adadelta options(UpdateOptions options) {
    return new Adadelta(options, rho, epsilon);
  }

  /** With another decay of both means; 0.95 by default. */
  public Adadelta rho(double rho) {
    return new Adadelta(options, rho, epsilon);
  }

  /** With another epsilon; 1e-7 by default. */
  public Adadelta epsilon(double epsilon) {
    return new Adadelta(options, rho, epsilon);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "accumulated_grad", "accumulated_delta_var");
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    double scale = (1 - (float) rho) / (1 - rho);
    Operand<TFloat32> decay = tf.constant((float) rho);
    Operand<TFloat32> eps = tf.constant((float) (epsilon * scale));
    return (after, target) ->
        after.train.resourceApplyAdadelta(
            target.handle(),
            target.slots().get("accumulated_grad"),
            target.slots().get("accumulated_delta_var"),
            clock.rate(),
            decay,
            eps,
            target.gradient());
  }

  @Override
  public Config config() {
    return options.config().with("rho", rho).with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static Adadelta from(Config config) {
    return new Adadelta(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("rho", 0.95),
        config.number("epsilon", 1e-7));
  }
}
