package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A random mask of values, drawn once along the axes that share it (Keras: {@code noise_shape}).
 *
 * @param sizes of the mask, the batch in front: {@link Layers#ANY} for the input's own, 1 for a
 *     shared axis; empty for a mask of the input's shape
 */
public record NoiseShape(List<Long> sizes) {

  private static final String OPTION = "noise_shape";

  static final NoiseShape OF_ALL = new NoiseShape(List.of());

  public NoiseShape {
    sizes = List.copyOf(sizes);
    for (int axis = 0; axis < sizes.size(); axis++) {
      long size = sizes.get(axis);
      if (size != Layers.ANY && (size < 1 || axis == 0 && size != 1)) {
        throw new IllegalArgumentException(
            "noiseShape needs ANY or 1 for the batch, and ANY, 1 or the size of each axis after it, got "
                + sizes);
      }
    }
  }

  static NoiseShape of(long... sizes) {
    Objects.requireNonNull(sizes, "noiseShape needs sizes, got null");
    return new NoiseShape(LongStream.of(sizes).boxed().toList());
  }

  /** Checks that it covers an input. */
  void require(Shape input) {
    boolean fits = sizes.isEmpty() || sizes.size() == input.numDimensions() + 1;
    for (int axis = 1; fits && axis < sizes.size(); axis++) {
      long size = sizes.get(axis);
      fits = size == Layers.ANY || size == 1 || size == input.get(axis - 1);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs a noiseShape of the batch and the input's axes, each ANY, 1 or the input's size, got %s for %s"
              .formatted(sizes, Shapes.text(input)));
    }
  }

  /** True with a probability of 1 less the rate. */
  Operand<TBool> kept(LayerScope scope, Operand<TFloat32> x, double rate) {
    Ops tf = scope.tf();
    boolean isForAll = !sizes.isEmpty() && sizes.get(0) == 1;
    Operand<TFloat32> uniform =
        isForAll ? scope.uniformForAll(shape(tf, x)) : scope.uniform(shape(tf, x));
    return tf.math.greaterEqual(uniform, tf.constant((float) rate));
  }

  private Operand<TInt32> shape(Ops tf, Operand<TFloat32> x) {
    Operand<TInt32> whole = tf.shape(x);
    if (sizes.stream().allMatch(size -> size == Layers.ANY)) {
      return whole;
    }
    List<Operand<TInt32>> mask = new ArrayList<>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      long size = sizes.get(axis);
      mask.add(
          size == Layers.ANY
              ? tf.gather(whole, tf.constant(axis), tf.constant(0))
              : tf.constant((int) size));
    }
    return tf.stack(mask);
  }

  /** A configuration with its sizes, if it has any. */
  Config with(Config config) {
    if (sizes.isEmpty()) {
      return config;
    }
    return config.with(OPTION, Shapes.written(sizes));
  }

  /** Reads the sizes. */
  static NoiseShape from(Config config) {
    return config.has(OPTION) ? new NoiseShape(Shapes.sizes(config, OPTION)) : OF_ALL;
  }
}
