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
 * Adam by the largest recent gradient in place of the mean square (Keras: {@code Adamax}; Kingma
 * and Ba 2014). By TensorFlow's kernel, which has Keras's numbers once the rate makes up for its
 * rounded beta.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param beta1 decay of the gradients' mean, in [0, 1)
 * @param beta2 decay of the largest gradient, in [0, 1)
 * @param epsilon added to the largest gradient, above 0
 */
public record Adamax(UpdateOptions options, double beta1, double beta2, double epsilon)
    implements TunableOptimizer<Adamax> {

  /** Keras's defaults. */
  static final Adamax KERAS = from(Config.EMPTY.at("Keras"));

  public Adamax {
    Objects.requireNonNull(options, "adamax needs options, got null");
    Ranges.requireShare("adamax", "beta1", beta1);
    Ranges.requireShare("adamax", "beta2", beta2);
    Ranges.requireAbove0("adamax", "epsilon", epsilon);
  }

  @Override
  public Adamax options(UpdateOptions options) {
    return new Adamax(options, beta1, beta2, epsilon);
  }

  /** With another decay of the gradients' mean; 0.9 by default. */
  public Adamax beta1(double beta1) {
    return new Adamax(options, beta1, beta2, epsilon);
  }

  /** With another decay of the largest gradient; 0.999 by default. */
  public Adamax beta2(double beta2) {
    return new Adamax(options, beta1, beta2, epsilon);
  }

  /** With another epsilon; 1e-7 by default. */
  public Adamax epsilon(double epsilon) {
    return new Adamax(options, beta1, beta2, epsilon);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "momentum", "norm");
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    Operand<TFloat32> power = clock.power(tf, beta1);
    double scale = (1 - beta1) / (1 - (float) beta1);
    Operand<TFloat32> rate = tf.math.mul(clock.rate(), tf.constant((float) scale));
    Operand<TFloat32> b1 = tf.constant((float) beta1);
    Operand<TFloat32> b2 = tf.constant((float) beta2);
    Operand<TFloat32> eps = tf.constant((float) epsilon);
    return (after, target) ->
        after.train.resourceApplyAdaMax(
            target.handle(),
            target.slots().get("momentum"),
            target.slots().get("norm"),
            power,
            rate,
            b1,
            b2,
            eps,
            target.gradient());
  }

  @Override
  public Config config() {
    return options.config().with("beta_1", beta1).with("beta_2", beta2).with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static Adamax from(Config config) {
    return new Adamax(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("beta_1", 0.9),
        config.number("beta_2", 0.999),
        config.number("epsilon", 1e-7));
  }
}
