package org.cornu.graph;

import org.cornu.initializers.Initializer;
import org.tensorflow.ndarray.Shape;

/**
 * A weight as its layer declares it.
 *
 * @param name within the layer, as Keras names it: {@code kernel}, {@code bias}, {@code gamma}
 * @param shape every size known; kernels in TensorFlow's (and Keras's) layout, outputs last
 * @param initializer gives the first values
 * @param trainable false for state that no gradient moves, such as a moving mean
 */
public record WeightSpec(String name, Shape shape, Initializer initializer, boolean trainable) {

  /** A weight that the optimizer trains. */
  public static WeightSpec trainable(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, true);
  }

  /** State that the layer itself updates while training. */
  public static WeightSpec state(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, false);
  }

  /** The same weight under another name. */
  public WeightSpec named(String name) {
    return new WeightSpec(name, shape, initializer, trainable);
  }

  /** The same weight, frozen unless it is trained. */
  public WeightSpec trainedIf(boolean trained) {
    return new WeightSpec(name, shape, initializer, trainable && trained);
  }
}
