package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Shapes;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What {@link SimpleRNNCell}, {@link GRUCell} and {@link LSTMCell} have in common: a kernel for the
 * inputs and one for the states, each of as many blocks of columns as there are gates.
 *
 * @param <L> the cell's type
 */
interface KerasCell<L extends KerasCell<L>> extends Cell, CellLayer<L> {

  /** The name of the kernel by which states are multiplied. */
  String RECURRENT = "recurrent_kernel";

  /** Size of the states. */
  int units();

  /** Blocks of columns. */
  int gates();

  @Override
  default boolean goesInHalves() {
    return true;
  }

  /** The shape of the bias. */
  default Shape biasShape() {
    return Shape.of(width());
  }

  private long width() {
    return (long) gates() * units();
  }

  @Override
  default List<Shape> stateShapes(Shape input) {
    return List.of(Shape.of(units()));
  }

  @Override
  default List<WeightSpec> weights(Shape input) {
    if (input.numDimensions() != 1) {
      throw new IllegalArgumentException(
          "needs a row of numbers in each step, so sequences of (steps, features), got (steps, %s)"
              .formatted(Shapes.text(input)));
    }
    return options()
        .weights()
        .specs(
            Shape.of(Shapes.knownChannels(input), width()),
            Shape.of(units(), width()),
            biasShape());
  }

  @Override
  default Map<String, Operand<TFloat32>> drawn(
      LayerScope scope, Operand<TInt32> samples, Shape input) {
    Ops tf = scope.tf();
    CellDropout dropout = options().dropout();
    return dropout.drawn(
        scope,
        dropout.masks(gates()),
        States.shape(tf, samples, input),
        States.shape(tf, samples, Shape.of(units())));
  }

  /** The product of the inputs with the kernel, and the bias: (..., gates * units). */
  @Override
  default Operand<TFloat32> ahead(
      LayerScope scope, Operand<TFloat32> x, Map<String, Operand<TFloat32>> drawn) {
    List<Operand<TFloat32>> masks = CellDropout.ofInputs(drawn);
    return times(scope, x, scope.weight("kernel"), inputBias(scope), masks);
  }

  /** What is added to the product of the inputs: (gates * units). */
  default Optional<Operand<TFloat32>> inputBias(LayerScope scope) {
    return options().weights().bias().map(each -> scope.weight("bias"));
  }

  @Override
  default Optional<String> stateKernel(Map<String, Operand<TFloat32>> drawn) {
    return CellDropout.ofStates(drawn).isEmpty() ? Optional.of(RECURRENT) : Optional.empty();
  }

  /** The first state times the recurrent kernel: (batch, gates * units). */
  default Operand<TFloat32> product(LayerScope scope, Now now) {
    return now.product()
        .orElseGet(
            () ->
                times(
                    scope,
                    now.state(),
                    scope.weight(RECURRENT),
                    Optional.empty(),
                    CellDropout.ofStates(now.drawn())));
  }

  /**
   * Values times a matrix of as many blocks of columns as there are masks.
   *
   * @param masks by which the values are multiplied before
   */
  static Operand<TFloat32> times(
      LayerScope scope,
      Operand<TFloat32> x,
      Operand<TFloat32> matrix,
      Optional<Operand<TFloat32>> bias,
      List<Operand<TFloat32>> masks) {
    return times(scope, x, matrix, bias, masks, KerasCell::product);
  }

  /** What a cell does with a kernel. */
  @FunctionalInterface
  interface Product {

    /** Emits it, and adds the bias. */
    Operand<TFloat32> of(
        LayerScope scope,
        Operand<TFloat32> x,
        Operand<TFloat32> kernel,
        Optional<Operand<TFloat32>> bias);
  }

  /**
   * The same with another product than that of matrices, of a kernel whose last axis has blocks.
   */
  static Operand<TFloat32> times(
      LayerScope scope,
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      Optional<Operand<TFloat32>> bias,
      List<Operand<TFloat32>> masks,
      Product product) {
    Ops tf = scope.tf();
    if (masks.size() < 2) {
      Operand<TFloat32> kept = masks.isEmpty() ? x : tf.math.mul(x, masks.get(0));
      return product.of(scope, kept, kernel, bias);
    }
    List<Operand<TFloat32>> blocks = blocks(tf, kernel, masks.size());
    List<Operand<TFloat32>> products = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      Operand<TFloat32> kept = tf.math.mul(x, masks.get(i));
      products.add(product.of(scope, kept, blocks.get(i), Optional.empty()));
    }
    int last = x.shape().numDimensions() - 1;
    Operand<TFloat32> all = tf.concat(products, tf.constant(last));
    return bias.isPresent() ? tf.math.add(all, bias.get()) : all;
  }

  private static Operand<TFloat32> product(
      LayerScope scope,
      Operand<TFloat32> x,
      Operand<TFloat32> matrix,
      Optional<Operand<TFloat32>> bias) {
    return Reshaping.byRows(
        scope.tf(), x, rows -> scope.product(rows, matrix, bias, KerasCell::multiply));
  }

  private static <T extends TNumber> Operand<T> multiply(Ops tf, Operand<T> x, Operand<T> matrix) {
    return tf.linalg.matMul(x, matrix);
  }

  /** The blocks of the last axis: columns of a matrix. */
  static List<Operand<TFloat32>> blocks(Ops tf, Operand<TFloat32> values, int count) {
    int last = values.shape().numDimensions() - 1;
    return new ArrayList<>(tf.split(tf.constant(last), values, (long) count).output());
  }
}
