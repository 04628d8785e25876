package org.cornu.recurrent;

import java.util.Objects;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Glu;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;

/**
 * What the cells of Keras have in common.
 *
 * @param activation of what is new in a step
 * @param recurrentActivation of the gates; a cell without gates has none to apply it to
 * @param weights kernels and bias
 * @param dropout what training leaves out
 */
public record CellOptions(
    ActivationFunction activation,
    ActivationFunction recurrentActivation,
    CellWeights weights,
    CellDropout dropout) {

  /** Keras's: tanh, sigmoid, nothing left out. */
  static final CellOptions DEFAULT =
      new CellOptions(
          KerasActivation.TANH, KerasActivation.SIGMOID, CellWeights.DEFAULT, CellDropout.NONE);

  public CellOptions {
    requireActivation(activation);
    requireActivation(recurrentActivation);
    Objects.requireNonNull(weights, "a cell needs options of its weights, got null");
    Objects.requireNonNull(dropout, "a cell needs its dropout, got null");
  }

  private static void requireActivation(ActivationFunction function) {
    Objects.requireNonNull(function, "a cell needs an activation, got null");
    if (function instanceof Glu) {
      throw new IllegalArgumentException(
          "a cell needs an activation that keeps its shape, got glu");
    }
  }

  CellOptions activation(ActivationFunction function) {
    return new CellOptions(function, recurrentActivation, weights, dropout);
  }

  CellOptions recurrentActivation(ActivationFunction function) {
    return new CellOptions(activation, function, weights, dropout);
  }

  CellOptions weights(CellWeights others) {
    return new CellOptions(activation, recurrentActivation, others, dropout);
  }

  CellOptions dropout(CellDropout other) {
    return new CellOptions(activation, recurrentActivation, weights, other);
  }

  /** Under Keras's names, of a cell without gates. */
  Config config() {
    return Config.of("activation", activation.described())
        .with(weights.config())
        .with(dropout.config());
  }

  /** The same of one with gates. */
  Config gatedConfig() {
    return config().with("recurrent_activation", recurrentActivation.described());
  }

  /** Reads Keras's configuration of a cell without gates. */
  static CellOptions from(Config config) {
    config.ignore("implementation"); // another order of the same sums
    return new CellOptions(
        config.instance(ActivationFunction.class, "activation", KerasActivation.TANH),
        KerasActivation.SIGMOID,
        CellWeights.from(config),
        CellDropout.from(config));
  }

  /** The same of one with gates. */
  static CellOptions fromGated(Config config) {
    return from(config)
        .recurrentActivation(
            config.instance(
                ActivationFunction.class, "recurrent_activation", KerasActivation.SIGMOID));
  }
}
