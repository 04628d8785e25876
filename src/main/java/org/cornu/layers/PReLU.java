package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.constraints.Constraint;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x where it is above 0, else a learned fraction of it: (...) to the same (Keras: {@code PReLU}; He
 * et al. 2015). Alpha has the shape of a sample, with a 1 in place of each shared axis.
 *
 * @param alpha first values of the fractions, and what holds them back
 * @param sharedAxes along which they are the same, the batch counted, so from 1 on
 */
public record PReLU(WeightOptions alpha, List<Integer> sharedAxes) implements UnaryLayer {

  /** Keras's defaults. */
  static final PReLU DEFAULT = new PReLU(WeightOptions.of(Initializers.zeros()), List.of());

  public PReLU {
    Objects.requireNonNull(alpha, "prelu needs options of alpha, got null");
    sharedAxes = List.copyOf(sharedAxes);
  }

  /** With fractions that are the same along axes that count the batch: {@code sharedAxes(1, 2)}. */
  public PReLU sharedAxes(int... axes) {
    Objects.requireNonNull(axes, "sharedAxes needs axes or none, got null");
    return new PReLU(alpha, IntStream.of(axes).boxed().toList());
  }

  /** With other first values; zeros by default. */
  public PReLU alphaInitializer(Initializer initializer) {
    return new PReLU(alpha.initialized(initializer), sharedAxes);
  }

  /** With fractions that add something to the loss. */
  public PReLU alphaRegularizer(Regularizer regularizer) {
    return new PReLU(alpha.regularized(regularizer), sharedAxes);
  }

  /** With fractions that each step puts back where they must stay. */
  public PReLU alphaConstraint(Constraint constraint) {
    return new PReLU(alpha.constrained(constraint), sharedAxes);
  }

  @Override
  public Shape outputShape(Shape input) {
    sharedAxes.forEach(axis -> Shapes.sampleAxis(axis, input));
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    long[] sizes = input.asArray();
    sharedAxes.forEach(axis -> sizes[Shapes.sampleAxis(axis, input)] = 1);
    Shape shape = Shape.of(sizes);
    if (shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "needs known sizes of the axes that are not shared, by which alpha is made, got %s; share"
                  .formatted(Shapes.text(input))
              + " the open axes");
    }
    return List.of(alpha.weight("alpha", shape));
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> below = tf.nn.relu(tf.math.neg(x));
    return tf.math.sub(tf.nn.relu(x), tf.math.mul(scope.weight("alpha"), below));
  }

  @Override
  public Config config() {
    return alpha.config("alpha").with("shared_axes", sharedAxes.isEmpty() ? null : sharedAxes);
  }

  /** Reads Keras's configuration: shared axes as a number or a list of them. */
  public static PReLU from(Config config) {
    return new PReLU(
        WeightOptions.from(config, "alpha", Initializers.zeros()),
        Integers.from(config, "shared_axes", List.of()));
  }
}
