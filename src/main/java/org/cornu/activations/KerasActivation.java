package org.cornu.activations;

import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.Swish;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keras's functions without options: files name them. */
public enum KerasActivation implements ActivationFunction {
  /** x itself. */
  LINEAR(true, (tf, x) -> x),
  /** max(x, 0). */
  RELU(true, (tf, x) -> tf.nn.relu(x)),
  /** min(max(x, 0), 6). */
  RELU6(true, (tf, x) -> tf.nn.relu6(x)),
  /** The hyperbolic tangent, in (-1, 1). */
  TANH(true, (tf, x) -> tf.math.tanh(x)),
  /** 1 / (1 + exp(-x)), in (0, 1). */
  SIGMOID(true, (tf, x) -> tf.math.sigmoid(x)),
  /** min(max(x + 3, 0), 6) / 6. */
  HARD_SIGMOID(true, KerasActivation::hardSigmoid),
  /** x sigmoid(x), also called swish. */
  SILU(false, Swish::swish),
  /** x times its hard sigmoid. */
  HARD_SILU(false, (tf, x) -> tf.math.mul(x, hardSigmoid(tf, x))),
  /** x tanh(softplus(x)). */
  MISH(false, (tf, x) -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)))),
  /** Scaled elu, which keeps mean 0 and variance 1. */
  SELU(true, (tf, x) -> tf.nn.selu(x)),
  /** log(1 + exp(x)). */
  SOFTPLUS(true, (tf, x) -> tf.math.softplus(x)),
  /** x / (1 + |x|), in (-1, 1). */
  SOFTSIGN(true, (tf, x) -> tf.nn.softsign(x)),
  /** exp(x). */
  EXPONENTIAL(true, (tf, x) -> tf.math.exp(x)),
  /** exp(x) over its sum along the last axis: probabilities. */
  SOFTMAX(false, (tf, x) -> tf.nn.softmax(x)),
  /** x kept in [-1, 1]. */
  HARD_TANH(true, KerasActivation::hardTanh),
  /** The logarithm of the sigmoid. */
  LOG_SIGMOID(true, (tf, x) -> tf.math.neg(tf.math.softplus(tf.math.neg(x)))),
  /** x - tanh(x). */
  TANH_SHRINK(true, (tf, x) -> tf.math.sub(x, tf.math.tanh(x))),
  /** (x + 1)&sup2; / 4 within [-1, 1], below it 0, above it x. */
  SPARSE_PLUS(true, KerasActivation::sparsePlus),
  /** (x + 1) / 2, kept in [0, 1]. */
  SPARSE_SIGMOID(true, KerasActivation::sparseSigmoid);

  private final boolean monotone;
  private final Formula formula;

  KerasActivation(boolean monotone, Formula formula) {
    this.monotone = monotone;
    this.formula = formula;
  }

  private interface Formula {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> x);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return formula.of(tf, x);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = apply(scope.tf(), x);
    if (this == RELU) {
      // From the output, as Python does: the input then has one reader, and TensorFlow fuses
      // convolution, bias and relu into one kernel. It took 5 to 9 % off a training step.
      scope.cheaperGradient(dy -> scope.tf().nn.reluGrad(dy, y));
    }
    return y;
  }

  @Override
  public boolean monotone() {
    return monotone;
  }

  /** Keras's name, for example {@code relu}. */
  @Override
  public String className() {
    return Choice.name(this);
  }

  @Override
  public Object described() {
    return className();
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }

  private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    return tf.math.div(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(6f));
  }

  private static Operand<TFloat32> hardTanh(Ops tf, Operand<TFloat32> x) {
    return tf.math.maximum(tf.math.minimum(x, tf.constant(1f)), tf.constant(-1f));
  }

  private static Operand<TFloat32> sparsePlus(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> one = tf.constant(1f);
    var curve = tf.math.mul(tf.constant(0.25f), tf.math.square(tf.math.add(x, one)));
    var above = tf.select(tf.math.less(x, one), curve, x);
    return tf.select(tf.math.lessEqual(x, tf.constant(-1f)), tf.zerosLike(x), above);
  }

  private static Operand<TFloat32> sparseSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> one = tf.constant(1f);
    var line = tf.math.mul(tf.constant(0.5f), tf.math.add(x, one));
    var above = tf.select(tf.math.greaterEqual(x, one), tf.fill(tf.shape(x), one), line);
    return tf.select(tf.math.lessEqual(x, tf.constant(-1f)), tf.zerosLike(x), above);
  }
}
