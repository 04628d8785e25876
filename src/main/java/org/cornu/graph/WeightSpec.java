package org.cornu.graph;

import java.util.Objects;
import java.util.Optional;
import org.cornu.constraints.Constraint;
import org.cornu.initializers.Initializer;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.ndarray.Shape;

/**
 * A weight as its layer declares it.
 *
 * @param name within the layer, as Keras names it: {@code kernel}, {@code bias}, {@code gamma}
 * @param shape every size known; kernels in TensorFlow's (and Keras's) layout, outputs last
 * @param initializer gives the first values
 * @param trainable false for state that no gradient moves, such as a moving mean
 * @param regularizer what the weight adds to the loss while it is trained; empty for nothing
 * @param constraint where each step puts it back; empty for wherever it is
 */
public record WeightSpec(
    String name,
    Shape shape,
    Initializer initializer,
    boolean trainable,
    Optional<Regularizer> regularizer,
    Optional<Constraint> constraint) {

  public WeightSpec {
    Objects.requireNonNull(regularizer, "a weight needs a regularizer or an empty one, got null");
    Objects.requireNonNull(constraint, "a weight needs a constraint or an empty one, got null");
  }

  /** A weight that the optimizer trains. */
  public static WeightSpec trainable(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, true, Optional.empty(), Optional.empty());
  }

  /** State that the layer itself updates while training. */
  public static WeightSpec state(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, false, Optional.empty(), Optional.empty());
  }

  /** This weight, adding something to the loss. */
  public WeightSpec regularized(Regularizer regularizer) {
    return new WeightSpec(
        name,
        shape,
        initializer,
        trainable,
        Optional.of(Objects.requireNonNull(regularizer, "a weight needs a regularizer, got null")),
        constraint);
  }

  /** This weight, put back after each step. */
  public WeightSpec constrained(Constraint constraint) {
    return new WeightSpec(
        name,
        shape,
        initializer,
        trainable,
        regularizer,
        Optional.of(Objects.requireNonNull(constraint, "a weight needs a constraint, got null")));
  }

  /** The same weight with other first values. */
  public WeightSpec initialized(Initializer other) {
    return new WeightSpec(name, shape, other, trainable, regularizer, constraint);
  }

  /** The same weight under another name. */
  public WeightSpec named(String name) {
    return new WeightSpec(name, shape, initializer, trainable, regularizer, constraint);
  }

  /** The same weight, frozen unless it is trained. */
  public WeightSpec trainedIf(boolean trained) {
    return new WeightSpec(name, shape, initializer, trainable && trained, regularizer, constraint);
  }
}
