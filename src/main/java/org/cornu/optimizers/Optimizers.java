package org.cornu.optimizers;

/** The optimizers by Keras's names, with Keras's defaults, to be imported statically. */
public final class Optimizers {

  private Optimizers() {}

  /** Adam with a learning rate of 0.001. */
  public static Adam adam() {
    return adam(1e-3);
  }

  /** Adam with another learning rate. */
  public static Adam adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7);
  }

  /** Stochastic gradient descent with a learning rate of 0.01. */
  public static SGD sgd() {
    return sgd(1e-2);
  }

  /** Stochastic gradient descent with another learning rate. */
  public static SGD sgd(double learningRate) {
    return new SGD(learningRate, 0, false);
  }
}
