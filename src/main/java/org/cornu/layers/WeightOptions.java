package org.cornu.layers;

import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.constraints.Constraint;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.ndarray.Shape;

/**
 * What a layer's user may say of one of its weights.
 *
 * @param initializer first values
 * @param regularizer what it adds to the loss; empty for nothing
 * @param constraint where each step puts it back; empty for wherever it is
 */
public record WeightOptions(
    Initializer initializer, Optional<Regularizer> regularizer, Optional<Constraint> constraint) {

  public WeightOptions {
    Objects.requireNonNull(initializer, "a weight needs an initializer, got null");
    Objects.requireNonNull(regularizer, "a weight needs a regularizer or an empty one, got null");
    Objects.requireNonNull(constraint, "a weight needs a constraint or an empty one, got null");
  }

  /** With first values and nothing else. */
  public static WeightOptions of(Initializer initializer) {
    return new WeightOptions(initializer, Optional.empty(), Optional.empty());
  }

  /** With other first values. */
  public WeightOptions initialized(Initializer initializer) {
    return new WeightOptions(initializer, regularizer, constraint);
  }

  /** Adding something to the loss. */
  public WeightOptions regularized(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "a weight needs a regularizer, got null");
    return new WeightOptions(initializer, Optional.of(regularizer), constraint);
  }

  /** Put back after each step. */
  public WeightOptions constrained(Constraint constraint) {
    Objects.requireNonNull(constraint, "a weight needs a constraint, got null");
    return new WeightOptions(initializer, regularizer, Optional.of(constraint));
  }

  /** A weight that the optimizer trains. */
  public WeightSpec weight(String name, Shape shape) {
    return new WeightSpec(name, shape, initializer, true, regularizer, constraint);
  }

  /** Under Keras's names for a weight: {@code kernel_initializer} and so on. */
  public Config config(String weight) {
    Config config = Config.of(weight + "_initializer", initializer);
    if (regularizer.isPresent()) {
      config = config.with(weight + "_regularizer", regularizer.get());
    }
    return constraint.isPresent() ? config.with(weight + "_constraint", constraint.get()) : config;
  }

  /**
   * Reads Keras's configuration of a weight.
   *
   * @param usual first values where it names none
   */
  public static WeightOptions from(Config config, String weight, Initializer usual) {
    return new WeightOptions(
        config.instance(Initializer.class, weight + "_initializer", usual),
        regularizer(config, weight),
        Optional.ofNullable(config.instance(Constraint.class, weight + "_constraint", null)));
  }

  /** Reads the regularizer of a weight, or of a layer's output: its {@code activity}. */
  public static Optional<Regularizer> regularizer(Config config, String of) {
    return Optional.ofNullable(config.instance(Regularizer.class, of + "_regularizer", null));
  }
}
