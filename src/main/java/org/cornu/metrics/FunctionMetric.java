package org.cornu.metrics;

import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of a function of the user's own (Keras: a callable in {@code metrics}, {@code
 * MeanMetricWrapper}). It has no configuration, so a model that is compiled with it is exported, or
 * saved by its weights.
 *
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 * @param formula of which the mean over all values is taken
 */
public record FunctionMetric(String name, Formula formula) implements MeanMetric {

  /** What computes it. */
  @FunctionalInterface
  public interface Formula {

    /** (batch, ...), (batch, ...) to (batch) or (batch, ...). */
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);
  }

  public FunctionMetric {
    MetricNames.require(name);
    Objects.requireNonNull(formula, "metric needs a function, got null");
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return formula.of(tf, target, output);
  }
}
