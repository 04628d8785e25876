package org.cornu.layers;

import org.cornu.constraints.Constraint;
import org.cornu.initializers.Initializer;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.ndarray.Shape;

/**
 * A layer that brings values to mean 0 and variance 1, then scales and shifts them: (...) to the
 * same.
 *
 * @param <L> the layer's type, which its options return
 */
public interface NormalizationLayer<L extends NormalizationLayer<L>> extends UnaryLayer {

  /** What is said of gamma and beta. */
  Affine affine();

  /** This layer with others. */
  L affine(Affine affine);

  /** Without gamma (Keras: {@code scale=False}). */
  default L noScale() {
    return affine(affine().noGamma());
  }

  /** Without beta (Keras: {@code center=False}). */
  default L noCenter() {
    return affine(affine().noBeta());
  }

  /** With other first values of gamma; ones by default. */
  default L gammaInitializer(Initializer initializer) {
    return affine(affine().gamma(options -> options.initialized(initializer)));
  }

  /** With other first values of beta; zeros by default. */
  default L betaInitializer(Initializer initializer) {
    return affine(affine().beta(options -> options.initialized(initializer)));
  }

  /** With a gamma that adds something to the loss. */
  default L gammaRegularizer(Regularizer regularizer) {
    return affine(affine().gamma(options -> options.regularized(regularizer)));
  }

  /** With a beta that adds something to the loss. */
  default L betaRegularizer(Regularizer regularizer) {
    return affine(affine().beta(options -> options.regularized(regularizer)));
  }

  /** With a gamma that each step puts back where it must stay. */
  default L gammaConstraint(Constraint constraint) {
    return affine(affine().gamma(options -> options.constrained(constraint)));
  }

  /** With a beta that each step puts back where it must stay. */
  default L betaConstraint(Constraint constraint) {
    return affine(affine().beta(options -> options.constrained(constraint)));
  }

  @Override
  default Shape outputShape(Shape input) {
    return input;
  }

  @Override
  default boolean passesMask() {
    return true;
  }

  /** Checks an epsilon. */
  static void requireEpsilon(String layer, double epsilon) {
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(layer + " needs a finite epsilon above 0, got " + epsilon);
    }
  }
}
