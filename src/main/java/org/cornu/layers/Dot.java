package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.ops.UnitLength;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The scalar products of two inputs along an axis of each: (..., n, ...), (..., n, ...) to the
 * other axes of the first, then of the second; of two vectors to (1) (Keras: {@code Dot}).
 *
 * @param first axis of the first input, the batch counted, so from 1 on, or from the end: -1 for
 *     the last
 * @param second axis of the second input, counted alike
 * @param normalize whether both are brought to length 1 along their axes before, so that the
 *     product is the cosine of their angle
 */
public record Dot(int first, int second, boolean normalize) implements MergingLayer {

  private static final String LETTERS = "abcdefghijklmnopqrstuvw";

  public Dot {
    if (first == 0 || second == 0) {
      throw new IllegalArgumentException(
          "dot needs axes of a sample, 1 or more, or below 0 from the end, got %d and %d"
              .formatted(first, second));
    }
  }

  /** Along an axis of its own in each input. */
  public Dot axes(int first, int second) {
    return new Dot(first, second, normalize);
  }

  /** The cosine in place of the product (Keras: {@code normalize=True}). */
  public Dot normalized() {
    return new Dot(first, second, true);
  }

  @Override
  public Shape mergedShape(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new IllegalArgumentException("needs two inputs, got " + inputs.size());
    }
    Shape x = inputs.get(0);
    Shape y = inputs.get(1);
    int a = Shapes.sampleAxis(first, x);
    int b = Shapes.sampleAxis(second, y);
    boolean known = x.get(a) != Layers.ANY && y.get(b) != Layers.ANY;
    if (known && x.get(a) != y.get(b)) {
      throw new IllegalArgumentException(
          "needs equal sizes along its axes %d and %d, got %s and %s"
              .formatted(first, second, Shapes.text(x), Shapes.text(y)));
    }
    Shape rest = without(x, a).append(without(y, b));
    return rest.numDimensions() == 0 ? Shape.of(1) : rest;
  }

  private static Shape without(Shape shape, int axis) {
    return shape.take(axis).append(shape.takeLast(shape.numDimensions() - axis - 1));
  }

  @Override
  public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = inputs.get(0);
    Operand<TFloat32> y = inputs.get(1);
    int a = Shapes.sampleAxis(first, x.shape().tail()) + 1;
    int b = Shapes.sampleAxis(second, y.shape().tail()) + 1;
    if (normalize) {
      x = UnitLength.of(tf, x, a);
      y = UnitLength.of(tf, y, b);
    }
    // z is the batch, y the axis that is summed over.
    StringBuilder left =
        new StringBuilder("z" + LETTERS.substring(0, x.shape().numDimensions() - 1));
    int used = left.length() - 1;
    StringBuilder right =
        new StringBuilder("z" + LETTERS.substring(used, used + y.shape().numDimensions() - 1));
    left.setCharAt(a, 'y');
    right.setCharAt(b, 'y');
    String rest = (left.substring(1) + right.substring(1)).replace("y", "");
    Operand<TFloat32> product = tf.linalg.einsum(List.of(x, y), left + "," + right + "->z" + rest);
    return rest.isEmpty() ? tf.expandDims(product, tf.constant(1)) : product;
  }

  @Override
  public Config config() {
    Object axes = first == second ? (Object) first : List.of(first, second);
    return Config.of("axes", axes).with("normalize", normalize);
  }

  /** Reads Keras's configuration. */
  public static Dot from(Config config) {
    boolean normalize = config.flag("normalize", false);
    if (!(config.any("axes").orElse(null) instanceof List<?> axes)) {
      int both = config.integer("axes");
      return new Dot(both, both, normalize);
    }
    if (axes.size() == 2
        && axes.get(0) instanceof Integer first
        && axes.get(1) instanceof Integer second) {
      return new Dot(first, second, normalize);
    }
    throw config.wrong("axes", "a whole number or two");
  }
}
