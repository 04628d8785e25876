package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.ops.UnitLength;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A layer whose kernel, or embeddings, each step of training divides by its greatest singular value
 * before it is used and moved: what the layer takes to what it gives (Keras: {@code
 * SpectralNormalization}; Miyato et al. 2018). As in Keras the kernel that is saved is the one that
 * the last step has moved.
 *
 * @param layer with a weight named kernel or embeddings, of which all but the last axis are one
 * @param powerIterations by which the singular value is found from where the step before left off,
 *     1 or more
 */
public record SpectralNormalization(Layer layer, int powerIterations) implements Layer {

  /** The name of the layer within it. */
  public static final String PART = "layer";

  private static final String VECTOR = "vector_u";

  public SpectralNormalization {
    Objects.requireNonNull(layer, "spectralNormalization needs a layer, got null");
    if (powerIterations < 1) {
      throw new IllegalArgumentException(
          "spectralNormalization needs 1 or more power iterations, got " + powerIterations);
    }
  }

  /** With more iterations in each step; 1 by default. */
  public SpectralNormalization powerIterations(int count) {
    return new SpectralNormalization(layer, count);
  }

  private WeightSpec kernel(List<Spec> inputs) {
    return layer.weights(inputs).stream()
        .filter(weight -> List.of("kernel", "embeddings").contains(weight.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "needs a layer with a weight named kernel or embeddings, got %s with %s"
                        .formatted(
                            layer.className(),
                            layer.weights(inputs).stream().map(WeightSpec::name).toList())));
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    List<Spec> outputs = layer.outputs(inputs);
    kernel(inputs);
    return outputs;
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    Shape row = Shape.of(1, Shapes.channels(kernel(inputs).shape()));
    return List.of(WeightSpec.state(VECTOR, row, Initializers.truncatedNormal(0, 0.02)));
  }

  @Override
  public List<InnerLayer> parts(List<Spec> inputs) {
    return List.of(new InnerLayer(PART, layer, inputs));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    List<Spec> specs = inputs.stream().map(Spec::of).toList();
    Operand<TFloat32> u = scope.weight(VECTOR);
    if (scope.training()) {
      normalize(scope, PART + "/" + kernel(specs).name(), u);
    }
    return layer.call(scope.part(PART), inputs);
  }

  /** No gradient flows through it: the weight's is that of the normalized one. */
  private void normalize(LayerScope scope, String path, Operand<TFloat32> before) {
    Ops tf = scope.tf();
    Operand<TFloat32> kernel = scope.weight(path);
    int last = kernel.shape().numDimensions() - 1;
    Operand<TFloat32> rows =
        tf.reshape(kernel, tf.constant(new long[] {-1, kernel.shape().get(last)}));
    Operand<TFloat32> u = before;
    Operand<TFloat32> v = null;
    for (int i = 0; i < powerIterations; i++) {
      v = UnitLength.of(tf, tf.linalg.matMul(u, rows, MatMul.transposeB(true)), 0, 1);
      u = UnitLength.of(tf, tf.linalg.matMul(v, rows), 0, 1);
    }
    Operand<TFloat32> sigma =
        tf.linalg.matMul(tf.linalg.matMul(v, rows), u, MatMul.transposeB(true));
    Operand<TFloat32> normalized = tf.math.div(kernel, tf.reshape(sigma, tf.constant(new int[0])));
    var isZero = tf.all(tf.math.equal(rows, tf.constant(0f)), tf.constant(new int[] {0, 1}));
    scope.update(VECTOR, tf.select(isZero, before, u));
    scope.replace(path, tf.select(isZero, kernel, normalized));
  }

  @Override
  public boolean passesMask() {
    return layer.passesMask();
  }

  @Override
  public Config config() {
    return Config.of("layer", layer).with("power_iterations", powerIterations);
  }

  /** Reads Keras's configuration. */
  public static SpectralNormalization from(Config config) {
    return new SpectralNormalization(
        InnerLayer.from(config, "layer"), config.integer("power_iterations", 1));
  }
}
