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
  public static Gelu gelu() {
    return Gelu.USUAL;
  }

  /** The same, by a tanh if {@code approximate}. */
  public static Gelu gelu(boolean approximate) {
    return new Gelu(approximate);
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
  public static LogSoftmax logSoftmax() {
    return LogSoftmax.USUAL;
  }

  /** The same along another axis, which counts the batch. */
  public static LogSoftmax logSoftmax(int axis) {
    return new LogSoftmax(axis);
  }

  /** Many zeros and few others along the last axis; Keras's numbers, which are not the paper's. */
  public static Sparsemax sparsemax() {
    return Sparsemax.USUAL;
  }

  /** The same along another axis, which counts the batch. */
  public static Sparsemax sparsemax(int axis) {
    return new Sparsemax(axis);
  }

  /** The first half of the last axis times the sigmoid of the second. */
  public static Glu glu() {
    return Glu.USUAL;
  }

  /** The same of another axis, which counts the batch. */
  public static Glu glu(int axis) {
    return new Glu(axis);
  }

  /** x kept in [-1, 1]. */
  public static ActivationFunction hardTanh() {
    return KerasActivation.HARD_TANH;
  }

  /** The logarithm of the sigmoid. */
  public static ActivationFunction logSigmoid() {
    return KerasActivation.LOG_SIGMOID;
  }

  /** x - tanh(x). */
  public static ActivationFunction tanhShrink() {
    return KerasActivation.TANH_SHRINK;
  }

  /** (x + 1)&sup2; / 4 within [-1, 1], below it 0, above it x. */
  public static ActivationFunction sparsePlus() {
    return KerasActivation.SPARSE_PLUS;
  }

  /** (x + 1) / 2, kept in [0, 1]. */
  public static ActivationFunction sparseSigmoid() {
    return KerasActivation.SPARSE_SIGMOID;
  }

  /** x where it is farther from 0 than one half, else 0. */
  public static HardShrink hardShrink() {
    return HardShrink.USUAL;
  }

  /** x where it is farther from 0 than a threshold, else 0. */
  public static HardShrink hardShrink(double threshold) {
    return new HardShrink(threshold);
  }

  /** x brought nearer to 0 by one half. */
  public static SoftShrink softShrink() {
    return SoftShrink.USUAL;
  }

  /** x brought nearer to 0 by a threshold. */
  public static SoftShrink softShrink(double threshold) {
    return new SoftShrink(threshold);
  }

  /** x where it is above a threshold, else a value. */
  public static Threshold threshold(double threshold, double value) {
    return new Threshold(threshold, value);
  }

  /** (x + sqrt(x&sup2; + 4)) / 2. */
  public static Squareplus squareplus() {
    return Squareplus.USUAL;
  }

  /** (x + sqrt(x&sup2; + b)) / 2. */
  public static Squareplus squareplus(double b) {
    return new Squareplus(b);
  }

  /** x where it is above 0, else exp(x) - 1. */
  public static Celu celu() {
    return Celu.USUAL;
  }

  /** x where it is above 0, else alpha (exp(x / alpha) - 1). */
  public static Celu celu(double alpha) {
    return new Celu(alpha);
  }

  /** max(x, 0), at most a greatest value; its options are a slope and a threshold. */
  public static ReLU relu(double maxValue) {
    return ReLU.USUAL.maxValue(maxValue);
  }

  /** slope x + 1/2, kept in [0, 1]; of a slope of 0.2 it is Keras 2's {@code hard_sigmoid}. */
  public static HardSigmoid hardSigmoid(double slope) {
    return new HardSigmoid(slope);
  }

  /**
   * A function of your own: {@code activation("sine", (tf, x) -> tf.math.sin(x))}.
   *
   * @param name under which messages speak of it
   */
  public static FunctionActivation activation(String name, FunctionActivation.Formula formula) {
    return new FunctionActivation(name, formula);
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
    rows.add(row("ReLU", ReLU.class, Activations::fromReLU));
    rows.add(row("Softmax", Softmax.class, Activations::fromSoftmax));
    rows.add(row("gelu", Gelu.class, config -> Gelu.USUAL));
    rows.add(row("Gelu", Gelu.class, Gelu::from));
    rows.add(row("Celu", Celu.class, Celu::from));
    rows.add(row("Glu", Glu.class, Glu::from));
    rows.add(row("HardShrink", HardShrink.class, HardShrink::from));
    rows.add(row("LogSoftmax", LogSoftmax.class, LogSoftmax::from));
    rows.add(row("SoftShrink", SoftShrink.class, SoftShrink::from));
    rows.add(row("Sparsemax", Sparsemax.class, Sparsemax::from));
    rows.add(row("Squareplus", Squareplus.class, Squareplus::from));
    rows.add(row("Threshold", Threshold.class, Threshold::from));
    rows.add(row("Sequential", HardSigmoid.class, HardSigmoid::from));
    rows.add(row(HardSigmoid.LEGACY_NAME, HardSigmoid.class, config -> HardSigmoid.OF_KERAS_2));
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

  /** Reads the configuration of Keras's layer {@code ReLU}; one that has a name is that. */
  public static ActivationFunction fromReLU(Config config) {
    ReLU relu = ReLU.from(config);
    if (relu.equals(ReLU.USUAL)) {
      return KerasActivation.RELU;
    }
    return relu.equals(ReLU.USUAL.maxValue(6)) ? KerasActivation.RELU6 : relu;
  }

  private static ActivationFunction fromSoftmax(Config config) {
    Softmax softmax = Softmax.from(config);
    return softmax.equals(Softmax.USUAL) ? KerasActivation.SOFTMAX : softmax;
  }

  /** A layer that is given as an activation has no place of its own in the net. */
  static void ignorePlace(Config config) {
    config.ignore("name", "trainable", "dtype");
  }
}
