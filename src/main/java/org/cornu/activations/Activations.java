package org.cornu.activations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/**
 * The activations by Keras's names, with Keras's defaults: {@code dense(64).activation(silu())}.
 * Layers have the usual ones as methods: {@code dense(64).relu()}.
 */
public final class Activations {

  private Activations() {}

  /** x itself. */
  public static ActivationFunction linear() {
    return KerasActivation.LINEAR;
  }

  /** max(x, 0). */
  public static ActivationFunction relu() {
    return KerasActivation.RELU;
  }

  /** min(max(x, 0), 6). */
  public static ActivationFunction relu6() {
    return KerasActivation.RELU6;
  }

  /** The hyperbolic tangent. */
  public static ActivationFunction tanh() {
    return KerasActivation.TANH;
  }

  /** 1 / (1 + exp(-x)). */
  public static ActivationFunction sigmoid() {
    return KerasActivation.SIGMOID;
  }

  /** min(max(x + 3, 0), 6) / 6. */
  public static ActivationFunction hardSigmoid() {
    return KerasActivation.HARD_SIGMOID;
  }

  /** x sigmoid(x), also called swish. */
  public static ActivationFunction silu() {
    return KerasActivation.SILU;
  }

  /** x times its hard sigmoid. */
  public static ActivationFunction hardSilu() {
    return KerasActivation.HARD_SILU;
  }

  /** x times the normal distribution's share below x (Keras: {@code approximate=False}). */
  public static ActivationFunction gelu() {
    return KerasActivation.GELU;
  }

  /** x tanh(softplus(x)). */
  public static ActivationFunction mish() {
    return KerasActivation.MISH;
  }

  /** Scaled elu. */
  public static ActivationFunction selu() {
    return KerasActivation.SELU;
  }

  /** log(1 + exp(x)). */
  public static ActivationFunction softplus() {
    return KerasActivation.SOFTPLUS;
  }

  /** x / (1 + |x|). */
  public static ActivationFunction softsign() {
    return KerasActivation.SOFTSIGN;
  }

  /** exp(x). */
  public static ActivationFunction exponential() {
    return KerasActivation.EXPONENTIAL;
  }

  /** Probabilities along the last axis. */
  public static ActivationFunction softmax() {
    return KerasActivation.SOFTMAX;
  }

  /** The logarithms of probabilities along the last axis. */
  public static ActivationFunction logSoftmax() {
    return KerasActivation.LOG_SOFTMAX;
  }

  /** x where it is above 0, else a fifth of it. */
  public static LeakyReLU leakyRelu() {
    return LeakyReLU.USUAL;
  }

  /**
   * x where it is above 0, else a fraction of it.
   *
   * @param negativeSlope the fraction, 0 or more
   */
  public static LeakyReLU leakyRelu(double negativeSlope) {
    return new LeakyReLU(negativeSlope);
  }

  /** x where it is above 0, else exp(x) - 1. */
  public static ELU elu() {
    return ELU.USUAL;
  }

  /** x where it is above 0, else alpha (exp(x) - 1). */
  public static ELU elu(double alpha) {
    return new ELU(alpha);
  }

  /** Reads what a layer's configuration has as its activation; linear by default. */
  public static ActivationFunction from(Config config) {
    return config.instance(ActivationFunction.class, "activation", KerasActivation.LINEAR);
  }

  /** How files name them: Keras's functions, and its layers that are given as an activation. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    for (KerasActivation each : KerasActivation.values()) {
      rows.add(row(each.className(), KerasActivation.class, config -> each));
    }
    rows.add(row("swish", KerasActivation.class, config -> KerasActivation.SILU));
    rows.add(row("hard_swish", KerasActivation.class, config -> KerasActivation.HARD_SILU));
    rows.add(row("leaky_relu", LeakyReLU.class, config -> LeakyReLU.USUAL));
    rows.add(row("LeakyReLU", LeakyReLU.class, LeakyReLU::from));
    rows.add(row("elu", ELU.class, ELU::from));
    rows.add(row("ELU", ELU.class, ELU::from));
    rows.add(row("Activation", ActivationFunction.class, Activations::fromActivation));
    rows.add(row("ReLU", KerasActivation.class, Activations::fromReLU));
    rows.add(row("Softmax", KerasActivation.class, Activations::fromSoftmax));
    return rows;
  }

  private static KerasClass<ActivationFunction> row(
      String name,
      Class<? extends ActivationFunction> type,
      Function<Config, ? extends ActivationFunction> from) {
    return new KerasClass<>(ActivationFunction.class, name, type, from);
  }

  /** Reads the configuration of Keras's layer {@code Activation}. */
  private static ActivationFunction fromActivation(Config config) {
    ignorePlace(config);
    return from(config);
  }

  /** Reads the configuration of Keras's layer {@code ReLU}, as far as it is one of these. */
  public static ActivationFunction fromReLU(Config config) {
    ignorePlace(config);
    double slope = config.number("negative_slope", 0);
    double most = config.number("max_value", Double.POSITIVE_INFINITY);
    if (config.number("threshold", 0) != 0) {
      throw config.wrong("threshold", "0, which is all that Cornu has");
    }
    if (most != Double.POSITIVE_INFINITY && !(most == 6 && slope == 0)) {
      throw config.wrong("max_value", "null, or 6 without a slope, which is all that Cornu has");
    }
    if (slope != 0) {
      return leakyRelu(slope);
    }
    return most == 6 ? KerasActivation.RELU6 : KerasActivation.RELU;
  }

  /** Reads the configuration of Keras's layer {@code Softmax}, along the last axis. */
  public static ActivationFunction fromSoftmax(Config config) {
    ignorePlace(config);
    config.require("axis", -1);
    return KerasActivation.SOFTMAX;
  }

  /** A layer that is given as an activation has no place of its own in the net. */
  static void ignorePlace(Config config) {
    config.ignore("name", "trainable", "dtype");
  }
}
