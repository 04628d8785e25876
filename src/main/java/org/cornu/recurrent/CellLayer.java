package org.cornu.recurrent;

import org.cornu.activations.ActivationFunction;
import org.cornu.constraints.Constraint;
import org.cornu.initializers.Initializer;
import org.cornu.layers.Layer;
import org.cornu.regularizers.Regularizer;

/**
 * A layer with the options of Keras's cells: a cell, or what runs it over sequences.
 *
 * @param <L> the layer's type, which its options return
 */
public interface CellLayer<L extends CellLayer<L>> extends Layer {

  /** Activations, weights and dropout. */
  CellOptions options();

  /** This layer with others. */
  L options(CellOptions options);

  /** With another activation of what is new in a step; tanh by default. */
  default L activation(ActivationFunction function) {
    return options(options().activation(function));
  }

  /** Without bias (Keras: {@code use_bias=False}). */
  default L noBias() {
    return options(options().weights(options().weights().noBias()));
  }

  /** With other first values of the kernel; Glorot uniform by default. */
  default L kernelInitializer(Initializer initializer) {
    return options(
        options().weights(options().weights().kernel(each -> each.initialized(initializer))));
  }

  /** With other first values of the recurrent kernel; orthogonal by default. */
  default L recurrentInitializer(Initializer initializer) {
    return options(
        options().weights(options().weights().recurrent(each -> each.initialized(initializer))));
  }

  /** With a bias of other first values; 0 by default. */
  default L biasInitializer(Initializer initializer) {
    return options(
        options().weights(options().weights().bias(each -> each.initialized(initializer))));
  }

  /** With a kernel that adds something to the loss. */
  default L kernelRegularizer(Regularizer regularizer) {
    return options(
        options().weights(options().weights().kernel(each -> each.regularized(regularizer))));
  }

  /** With a recurrent kernel that adds something to the loss. */
  default L recurrentRegularizer(Regularizer regularizer) {
    return options(
        options().weights(options().weights().recurrent(each -> each.regularized(regularizer))));
  }

  /** With a bias that adds something to the loss. */
  default L biasRegularizer(Regularizer regularizer) {
    return options(
        options().weights(options().weights().bias(each -> each.regularized(regularizer))));
  }

  /** With a kernel that each step of training puts back where it must stay. */
  default L kernelConstraint(Constraint constraint) {
    return options(
        options().weights(options().weights().kernel(each -> each.constrained(constraint))));
  }

  /** With a recurrent kernel that each step of training puts back where it must stay. */
  default L recurrentConstraint(Constraint constraint) {
    return options(
        options().weights(options().weights().recurrent(each -> each.constrained(constraint))));
  }

  /** With a bias that each step of training puts back where it must stay. */
  default L biasConstraint(Constraint constraint) {
    return options(
        options().weights(options().weights().bias(each -> each.constrained(constraint))));
  }

  /** Leaving out this fraction of the inputs in training, the same in all steps. */
  default L dropout(double rate) {
    return options(options().dropout(options().dropout().rate(rate)));
  }

  /** Leaving out this fraction of the states in training, the same in all steps. */
  default L recurrentDropout(double rate) {
    return options(options().dropout(options().dropout().recurrentRate(rate)));
  }

  /** With a seed of its own for what is left out. */
  default L seed(long seed) {
    return options(options().dropout(options().dropout().seed(seed)));
  }
}
