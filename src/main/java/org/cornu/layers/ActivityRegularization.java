package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.regularizers.Regularizer;
import org.cornu.regularizers.Regularizers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Adds the size of what passes it to the loss, that of a batch over the number of its samples:
 * (...) to the same (Keras: {@code ActivityRegularization}).
 *
 * @param l1 times the sum of the absolute values, 0 or more
 * @param l2 times the sum of the squares, 0 or more
 */
public record ActivityRegularization(double l1, double l2) implements UnaryLayer {

  public ActivityRegularization {
    Regularizers.l1l2(l1, l2); // complains of what it cannot take
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Regularizer regularizer = Regularizers.l1l2(l1, l2);
    KernelOptions.penalize(scope, x, regularizer);
    // Of the input itself TensorFlow gives what came back for it, and no more.
    return scope.tf().identity(x);
  }

  @Override
  public Config config() {
    return Config.of("l1", l1).with("l2", l2);
  }

  /** Reads Keras's configuration. */
  public static ActivityRegularization from(Config config) {
    return new ActivityRegularization(config.number("l1", 0), config.number("l2", 0));
  }
}
