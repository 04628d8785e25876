package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.VarianceScaling;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A product with a kernel by an equation of axes, of which {@code Dense} is {@code ...b,bc->...c}
 * (Keras: {@code EinsumDense}). {@code einsumDense("abc,cde->abde", ANY, 4, 5).biasAxes("de")}
 * makes (steps, c) into (steps, 4, 5). Dots in front may stand for any number of axes: of two or
 * more, Keras on TensorFlow 2.18 gives wrong numbers, those of its other backends are these.
 *
 * @param equation with the batch, {@code input,kernel->output}; axes of the output that the kernel
 *     has not are the input's
 * @param outputShape of a sample, without axes that dots stand for; {@link Layers#ANY} for the
 *     input's size
 * @param biasAxes the letters of the axes of the output that have a bias of their own; empty for no
 *     bias
 * @param options kernel, bias and activation
 */
public record EinsumDense(
    String equation, List<Long> outputShape, String biasAxes, KernelOptions options)
    implements KernelLayer<EinsumDense> {

  public EinsumDense {
    Objects.requireNonNull(options, "einsumDense needs options, got null");
    Objects.requireNonNull(biasAxes, "einsumDense needs axes of its bias, or \"\", got null");
    Objects.requireNonNull(equation, "einsumDense needs an equation, got null");
    EinsumEquation.of(equation);
    outputShape = List.copyOf(outputShape);
  }

  /** Without bias. */
  static EinsumDense of(String equation, long... outputShape) {
    Objects.requireNonNull(outputShape, "einsumDense needs an output shape, got null");
    List<Long> sizes = LongStream.of(outputShape).boxed().toList();
    return new EinsumDense(equation, sizes, "", KernelOptions.DEFAULT);
  }

  /** With a bias along these axes of the output, by their letters; none by default. */
  public EinsumDense biasAxes(String axes) {
    return new EinsumDense(equation, outputShape, axes, options);
  }

  @Override
  public EinsumDense noBias() {
    return biasAxes("");
  }

  @Override
  public EinsumDense options(KernelOptions options) {
    return new EinsumDense(equation, outputShape, biasAxes, options);
  }

  private EinsumEquation.Shapes shapes(Shape input) {
    return EinsumEquation.of(equation).shapes(input, outputShape);
  }

  @Override
  public Shape outputShape(Shape input) {
    return shapes(input).output();
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    EinsumEquation.Shapes shapes = shapes(input);
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(kernel(known("kernel", shapes.kernel(), input), shapes.inputAxes()));
    if (!biasAxes.isEmpty()) {
      Shape bias = EinsumEquation.of(equation).bias(biasAxes, input, outputShape);
      WeightOptions usual = options.bias().orElse(KernelOptions.USUAL_BIAS);
      weights.add(usual.weight("bias", known("bias", bias, input)));
    }
    return weights;
  }

  /** Its fans go by what the axes are here, not by their places. */
  private WeightSpec kernel(Shape shape, List<Integer> inputAxes) {
    WeightOptions kernel = options.kernel();
    if (!(kernel.initializer() instanceof VarianceScaling scaling)) {
      return kernel.weight("kernel", shape);
    }
    long in = inputAxes.stream().mapToLong(shape::get).reduce(1, (a, b) -> a * b);
    Shape fans = Shape.of(in, shape.size() / in);
    return kernel
        .initialized((whole, draws) -> scaling.values(fans, draws))
        .weight("kernel", shape);
  }

  private static Shape known(String weight, Shape shape, Shape input) {
    if (shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "needs known sizes of the axes of its %s, got %s for an input of %s"
              .formatted(weight, Shapes.text(shape), Shapes.text(input)));
    }
    return shape;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    EinsumEquation parsed = EinsumEquation.of(equation);
    int summed = parsed.summedAsMatrix();
    if (summed > 0) {
      return options.output(scope, product(scope, x, summed, parsed.kernel().substring(summed)));
    }
    String spelled = parsed.spelled(x.shape().numDimensions());
    Operand<TFloat32> y = tf.linalg.einsum(List.of(x, scope.weight("kernel")), spelled);
    return options.output(scope, biasAxes.isEmpty() ? y : tf.math.add(y, scope.weight("bias")));
  }

  /**
   * As a product of matrices.
   *
   * @param summed over how many last axes of the input
   * @param given the letters of the axes in their place
   */
  private Operand<TFloat32> product(
      LayerScope scope, Operand<TFloat32> x, int summed, String given) {
    Ops tf = scope.tf();
    Operand<TFloat32> kernel = scope.weight("kernel");
    Shape ofKernel = kernel.shape();
    Shape last = ofKernel.takeLast(ofKernel.numDimensions() - summed);
    long[] matrix = {ofKernel.take(summed).size(), last.size()};
    boolean isBiased = biasAxes.equals(given);
    Operand<TFloat32> y =
        scope.product(
            tf.reshape(x, tf.constant(new long[] {-1, matrix[0]})),
            tf.reshape(kernel, tf.constant(matrix)),
            isBiased
                ? Optional.of(tf.reshape(scope.weight("bias"), tf.constant(new long[] {-1})))
                : Optional.empty(),
            EinsumDense::multiply);
    Shape kept = x.shape().take(x.shape().numDimensions() - summed);
    Operand<TFloat32> wide = Reshaping.like(tf, y, x, kept.append(last).asArray());
    return isBiased || biasAxes.isEmpty() ? wide : tf.math.add(wide, scope.weight("bias"));
  }

  private static <T extends TNumber> Operand<T> multiply(Ops tf, Operand<T> x, Operand<T> kernel) {
    return tf.linalg.matMul(x, kernel);
  }

  @Override
  public Config config() {
    return Config.of("equation", equation)
        .with("output_shape", Shapes.written(outputShape))
        .with("bias_axes", biasAxes.isEmpty() ? null : biasAxes)
        .with(options.config("kernel").without("use_bias"));
  }

  /** Reads Keras's configuration. */
  public static EinsumDense from(Config config) {
    KernelOptions.requirePlain(config);
    List<Long> sizes =
        config.any("output_shape").orElse(null) instanceof Integer size
            ? List.of(size.longValue())
            : Shapes.sizes(config, "output_shape");
    return new EinsumDense(
        config.text("equation"),
        sizes,
        config.text("bias_axes", ""),
        KernelOptions.from(config, "kernel"));
  }
}
