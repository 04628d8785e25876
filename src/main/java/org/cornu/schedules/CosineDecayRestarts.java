package org.cornu.schedules;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Along half a cosine, again and again (Keras: {@code CosineDecayRestarts}; Loshchilov and Hutter
 * 2016).
 *
 * @param initialLearningRate of the first step, 0 or more
 * @param firstDecaySteps that the first fall takes, above 0
 * @param tMul how many times longer than the one before each fall takes, 1 or more
 * @param mMul how many times higher than the one before each fall begins, above 0
 * @param alpha the share of the initial rate that is never fallen below, 0 or more
 */
public record CosineDecayRestarts(
    double initialLearningRate, double firstDecaySteps, double tMul, double mMul, double alpha)
    implements LearningRateSchedule {

  public CosineDecayRestarts {
    Formula.requireRate("cosineDecayRestarts", initialLearningRate);
    Formula.requireSteps("cosineDecayRestarts", firstDecaySteps);
    Formula.requireAbove0("cosineDecayRestarts", "mMul", mMul);
    if (!(tMul >= 1 && alpha >= 0 && Double.isFinite(tMul + alpha))) {
      throw new IllegalArgumentException(
          "cosineDecayRestarts needs a finite tMul of 1 or more and a finite alpha of 0 or more, got %s and %s"
              .formatted(tMul, alpha));
    }
  }

  /** With falls of another growth in length; 2 by default. */
  public CosineDecayRestarts tMul(double tMul) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, alpha);
  }

  /** With falls of another growth in height; 1 by default. */
  public CosineDecayRestarts mMul(double mMul) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, alpha);
  }

  /** Never falling below a share of the initial rate; 0 by default. */
  public CosineDecayRestarts alpha(double alpha) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, alpha);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    Operand<TFloat32> one = f.number(1);
    Operand<TFloat32> first = f.over(f.steps(iterations), firstDecaySteps);
    Operand<TFloat32> restarts = restarts(tf, f, first);
    Operand<TFloat32> height = tf.math.pow(f.number(mMul), restarts);
    Operand<TFloat32> fall = f.times(height, f.cosine(within(tf, f, first, restarts)));
    Operand<TFloat32> floor = f.number(alpha);
    Operand<TFloat32> share = f.plus(f.times(f.minus(one, floor), fall), floor);
    return f.times(f.number(initialLearningRate), share);
  }

  /** How many falls are over, of the time in lengths of the first fall. */
  private Operand<TFloat32> restarts(Ops tf, Formula f, Operand<TFloat32> first) {
    if (tMul == 1) {
      return tf.math.floor(first);
    }
    // The lengths are a geometric series; the logarithm turns its sum into their number.
    Operand<TFloat32> one = f.number(1);
    Operand<TFloat32> growth = f.minus(one, f.number(tMul));
    Operand<TFloat32> power = f.minus(one, f.times(first, growth));
    return tf.math.floor(f.over(tf.math.log(power), tf.math.log(f.number(tMul))));
  }

  /** How much of the present fall is over. */
  private Operand<TFloat32> within(
      Ops tf, Formula f, Operand<TFloat32> first, Operand<TFloat32> restarts) {
    if (tMul == 1) {
      return f.minus(first, restarts);
    }
    Operand<TFloat32> one = f.number(1);
    Operand<TFloat32> length = tf.math.pow(f.number(tMul), restarts);
    Operand<TFloat32> over = f.over(f.minus(one, length), f.minus(one, f.number(tMul)));
    return f.over(f.minus(first, over), length);
  }

  @Override
  public Config config() {
    return Config.of("initial_learning_rate", initialLearningRate)
        .with("first_decay_steps", firstDecaySteps)
        .with("t_mul", tMul)
        .with("m_mul", mMul)
        .with("alpha", alpha);
  }

  /** Reads Keras's configuration. */
  public static CosineDecayRestarts from(Config config) {
    config.ignore("name");
    return new CosineDecayRestarts(
        config.number("initial_learning_rate"),
        config.number("first_decay_steps"),
        config.number("t_mul", 2),
        config.number("m_mul", 1),
        config.number("alpha", 0));
  }
}
