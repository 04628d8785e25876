package org.cornu.losses;

import java.util.Objects;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Keras's losses without options: (batch, ..., outputs), the same, to (batch, ...).
 *
 * @param kind which of them
 */
public record PlainLoss(Kind kind) implements Loss {

  /** Keras's names and formulas. y is the target, x the output; all along the last axis. */
  public enum Kind {
    /** The mean of (y - x)^2. */
    MEAN_SQUARED_ERROR(
        "MeanSquaredError", org.tensorflow.framework.losses.Losses::meanSquaredError),
    /** The mean of |y - x|. */
    MEAN_ABSOLUTE_ERROR(
        "MeanAbsoluteError", org.tensorflow.framework.losses.Losses::meanAbsoluteError),
    /** 100 times the mean of |y - x| / max(|y|, 1e-7). */
    MEAN_ABSOLUTE_PERCENTAGE_ERROR(
        "MeanAbsolutePercentageError",
        org.tensorflow.framework.losses.Losses::meanAbsolutePercentageError),
    /** The mean of (log(1 + y) - log(1 + x))^2, both taken as 1e-7 where they are less. */
    MEAN_SQUARED_LOGARITHMIC_ERROR(
        "MeanSquaredLogarithmicError",
        org.tensorflow.framework.losses.Losses::meanSquaredLogarithmicError),
    /** The mean of log(cosh(x - y)). */
    LOG_COSH("LogCosh", org.tensorflow.framework.losses.Losses::logCosh),
    /** The mean of x - y log(x + 1e-7). */
    POISSON("Poisson", org.tensorflow.framework.losses.Losses::poisson),
    /** The mean of max(1 - y x, 0), y -1 or 1; a batch of zeros and ones is taken for those. */
    HINGE("Hinge", org.tensorflow.framework.losses.Losses::hinge),
    /** The mean of the squares of the same. */
    SQUARED_HINGE("SquaredHinge", org.tensorflow.framework.losses.Losses::squaredHinge),
    /** max(0, 1 + the largest (1 - y) x - the sum of y x), y zeros and a one. */
    CATEGORICAL_HINGE("CategoricalHinge", org.tensorflow.framework.losses.Losses::categoricalHinge),
    /** The sum of y log(y / x), both clipped to [1e-7, 1]. */
    KL_DIVERGENCE(
        "KLDivergence", org.tensorflow.framework.losses.Losses::kullbackLeiblerDivergence);

    private final String className;
    private final FunctionLoss.Formula formula;

    Kind(String className, FunctionLoss.Formula formula) {
      this.className = className;
      this.formula = formula;
    }

    /** Keras's name, for example {@code MeanSquaredError}. */
    public String className() {
      return className;
    }
  }

  public PlainLoss {
    Objects.requireNonNull(kind, "a plain loss needs a kind, got null");
  }

  @Override
  public String className() {
    return kind.className;
  }

  @Override
  public String name() {
    return KerasClass.snakeCase(kind.className);
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return kind.formula.of(tf, target, output);
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    switch (kind) {
      case CATEGORICAL_HINGE, KL_DIVERGENCE -> Labels.requireChoice(name(), width);
      default -> Loss.super.checkLabels(classes, width);
    }
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }
}
