package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;

/**
 * Steps against the gradient, with momentum if wanted (Keras: {@code SGD}).
 *
 * @param options learning rate, clipping and decay
 * @param momentum share of the last step that is taken again, in [0, 1]; 0 for none
 * @param nesterov whether the gradient counts as if taken after the momentum's step
 */
public record SGD(UpdateOptions options, double momentum, boolean nesterov)
    implements TunableOptimizer<SGD> {

  /** Keras's defaults. */
  static final SGD KERAS = from(Config.EMPTY.at("Keras"));

  public SGD {
    Objects.requireNonNull(options, "sgd needs options, got null");
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("sgd needs a momentum in [0, 1], got " + momentum);
    }
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException(
          "sgd needs a momentum above 0 for Nesterov's, got 0; for example sgd().nesterov(0.9)");
    }
  }

  @Override
  public SGD options(UpdateOptions options) {
    return new SGD(options, momentum, nesterov);
  }

  /** With momentum, in [0, 1]; 0 by default. */
  public SGD momentum(double momentum) {
    return new SGD(options, momentum, nesterov);
  }

  /** With Nesterov's momentum, in (0, 1] (Keras: {@code momentum=..., nesterov=True}). */
  public SGD nesterov(double momentum) {
    return new SGD(options, momentum, true);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return momentum == 0 ? List.of() : Slot.zeros(weights, "momentum");
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    if (momentum == 0) {
      return (after, target) ->
          after.train.resourceApplyGradientDescent(
              target.handle(), clock.rate(), target.gradient());
    }
    Operand<TFloat32> share = tf.constant((float) momentum);
    return (after, target) ->
        after.train.resourceApplyKerasMomentum(
            target.handle(),
            target.slots().get("momentum"),
            clock.rate(),
            target.gradient(),
            share,
            ResourceApplyKerasMomentum.useNesterov(nesterov));
  }

  @Override
  public Config config() {
    return options.config().with("momentum", momentum).with("nesterov", nesterov);
  }

  /** Reads Keras's configuration. */
  public static SGD from(Config config) {
    double momentum = config.number("momentum", 0);
    // Keras takes Nesterov's without momentum, and then does nothing of the kind.
    boolean nesterov = config.flag("nesterov", false) && momentum != 0;
    return new SGD(UpdateOptions.from(config, 1e-2, OptionalDouble.empty()), momentum, nesterov);
  }
}
