package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings each sample to mean 0 and variance 1 over some axes, then scales and shifts it: (...) to
 * the same (Keras: {@code LayerNormalization}; Ba et al. 2016). Gamma and beta have the sizes of
 * those axes, the axes sorted as the numbers that they are given by.
 *
 * @param axes that are normalized over, the batch counted; -1 for the last
 * @param epsilon added to the variance, above 0
 * @param affine gamma and beta
 * @param scalesOnly whether the mean stays where it is, and there is no beta (Keras: {@code
 *     rms_scaling}, which it advises against: the deviation is that from the mean all the same)
 */
public record LayerNormalization(
    List<Integer> axes, double epsilon, Affine affine, boolean scalesOnly)
    implements NormalizationLayer<LayerNormalization> {

  /** Keras's defaults. */
  static final LayerNormalization DEFAULT =
      new LayerNormalization(List.of(-1), 1e-3, Affine.USUAL, false);

  public LayerNormalization {
    Objects.requireNonNull(affine, "layerNormalization needs gamma and beta, got null");
    axes = axes.stream().sorted().toList();
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("layerNormalization needs an axis or more, got none");
    }
    NormalizationLayer.requireEpsilon("layerNormalization", epsilon);
  }

  /** Over other axes, the batch counted; the last by default. */
  public LayerNormalization axis(int axis, int... more) {
    return new LayerNormalization(Shapes.axes(axis, more), epsilon, affine, scalesOnly);
  }

  /** With another epsilon, above 0; 1e-3 by default. */
  public LayerNormalization epsilon(double epsilon) {
    return new LayerNormalization(axes, epsilon, affine, scalesOnly);
  }

  @Override
  public LayerNormalization affine(Affine affine) {
    return new LayerNormalization(axes, epsilon, affine, scalesOnly);
  }

  /** Without moving the mean (Keras: {@code rms_scaling=True}). */
  public LayerNormalization rmsScaling() {
    return new LayerNormalization(axes, epsilon, affine, true);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.requireAxes(axes, input);
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape shape = Shapes.knownSizes(input, axes);
    return scalesOnly
        ? affine.gamma(gamma -> gamma).noBeta().weights(shape)
        : affine.weights(shape);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    int[] over = Shapes.batchAxes(axes, x);
    Moments moments = Moments.of(tf, x, over);
    boolean hasGamma = scalesOnly || affine.gamma().isPresent();
    Operand<TFloat32> gamma = hasGamma ? wide(scope, "gamma", x, over) : null;
    if (scalesOnly) {
      return tf.math.mul(tf.math.mul(x, moments.inverseDeviation(tf, epsilon)), gamma);
    }
    Operand<TFloat32> beta = affine.beta().isPresent() ? wide(scope, "beta", x, over) : null;
    return moments.normalized(tf, x, epsilon, gamma, beta);
  }

  /** A weight with a size of 1 for each axis that it has not. */
  private static Operand<TFloat32> wide(
      LayerScope scope, String weight, Operand<TFloat32> x, int[] axes) {
    long[] sizes = new long[x.shape().numDimensions()];
    for (int i = 0; i < sizes.length; i++) {
      int axis = i;
      sizes[i] = IntStream.of(axes).anyMatch(each -> each == axis) ? x.shape().get(i) : 1;
    }
    return scope.tf().reshape(scope.weight(weight), scope.tf().constant(sizes));
  }

  @Override
  public Config config() {
    Config config = Config.of("axis", Integers.written(axes)).with("epsilon", epsilon);
    return scalesOnly
        ? config.with(affine.config()).with("rms_scaling", true)
        : config.with(affine.config());
  }

  /** Reads Keras's configuration. */
  public static LayerNormalization from(Config config) {
    return new LayerNormalization(
        Integers.from(config, "axis", List.of(-1)),
        config.number("epsilon", 1e-3),
        Affine.from(config),
        config.flag("rms_scaling", false));
  }
}
