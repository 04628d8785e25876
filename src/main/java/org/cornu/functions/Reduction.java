package org.cornu.functions;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Shapes;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceAll;
import org.tensorflow.op.core.ReduceAny;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.op.core.ReduceProd;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Makes one of all values along some axes: (..., n, ...) to the other axes (Keras: {@code ops.sum}
 * and its like). {@code any} and {@code all} are of booleans, the others of floats.
 *
 * @param kind what is made of them
 * @param axes the batch counted, so from 1 on, or from the end: -1 for the last
 * @param keepsDims whether those axes stay, with a size of 1
 */
public record Reduction(Kind kind, List<Integer> axes, boolean keepsDims) implements FunctionLayer {

  private static final String NUMPY = "keras.src.ops.numpy";

  /** The functions, as Keras's classes are called. */
  public enum Kind {
    /** Whether all are true. */
    ALL("All", NUMPY),
    /** Whether any is true. */
    ANY("Any", NUMPY),
    /** The logarithm of the sum of e to the power of each. */
    LOGSUMEXP("Logsumexp", "keras.src.ops.math"),
    /** The largest. */
    MAX("Max", NUMPY),
    /** The mean. */
    MEAN("Mean", NUMPY),
    /** The smallest. */
    MIN("Min", NUMPY),
    /** The product. */
    PROD("Prod", NUMPY),
    /** The root of the mean squared distance from the mean. */
    STD("Std", NUMPY),
    /** The sum. */
    SUM("Sum", NUMPY),
    /** The mean squared distance from the mean. */
    VAR("Var", NUMPY);

    private final String kerasName;
    private final String module;

    Kind(String kerasName, String module) {
      this.kerasName = kerasName;
      this.module = module;
    }

    /** Keras's name of the class. */
    String kerasName() {
      return kerasName;
    }

    private boolean ofTruths() {
      return this == ALL || this == ANY;
    }
  }

  public Reduction {
    Objects.requireNonNull(kind, "a reduction needs a kind, got null");
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.contains(0)) {
      throw new IllegalArgumentException(
          "needs an axis of a sample or more, from 1 on or below 0 from the end; the batch, 0, stays: got "
              + axes);
    }
  }

  /** With axes of size 1 for those along which it goes (Keras: {@code keepdims=True}). */
  public Reduction keepDims() {
    return new Reduction(kind, axes, true);
  }

  @Override
  public String className() {
    return kind.kerasName;
  }

  @Override
  public String module() {
    return kind.module;
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Spec input = UnaryLayer.only(inputs);
    Shape sample =
        kind.ofTruths() ? FunctionLayer.truths(input) : FunctionLayer.floats(inputs).get(0);
    List<Integer> gone = axes.stream().map(axis -> Shapes.sampleAxis(axis, sample)).toList();
    long[] sizes =
        IntStream.range(0, sample.numDimensions())
            .filter(axis -> keepsDims || !gone.contains(axis))
            .mapToLong(axis -> gone.contains(axis) ? 1 : sample.get(axis))
            .toArray();
    return List.of(new Spec(Shape.of(sizes), kind.ofTruths() ? DType.BOOL : DType.FLOAT32));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<? extends TType> x = UnaryLayer.only(inputs);
    Shape sample = x.shape().tail();
    Operand<TInt32> over =
        tf.constant(axes.stream().mapToInt(axis -> Shapes.sampleAxis(axis, sample) + 1).toArray());
    return List.of(kind.ofTruths() ? truth(tf, x, over) : number(tf, Spec.floats(x), over));
  }

  private Operand<TBool> truth(Ops tf, Operand<? extends TType> x, Operand<TInt32> over) {
    Operand<TBool> truths = tf.dtypes.cast(x, TBool.class);
    return kind == Kind.ANY
        ? tf.reduceAny(truths, over, ReduceAny.keepDims(keepsDims))
        : tf.reduceAll(truths, over, ReduceAll.keepDims(keepsDims));
  }

  private Operand<TFloat32> number(Ops tf, Operand<TFloat32> x, Operand<TInt32> over) {
    return switch (kind) {
      case MAX -> tf.reduceMax(x, over, ReduceMax.keepDims(keepsDims));
      case MIN -> tf.reduceMin(x, over, ReduceMin.keepDims(keepsDims));
      case SUM -> tf.reduceSum(x, over, ReduceSum.keepDims(keepsDims));
      case PROD -> tf.reduceProd(x, over, ReduceProd.keepDims(keepsDims));
      case VAR -> variance(tf, x, over);
      case STD -> tf.math.sqrt(variance(tf, x, over));
      case LOGSUMEXP -> logarithm(tf, x, over);
      default -> tf.math.mean(x, over, Mean.keepDims(keepsDims));
    };
  }

  private Operand<TFloat32> variance(Ops tf, Operand<TFloat32> x, Operand<TInt32> over) {
    Operand<TFloat32> mean = tf.math.mean(x, over, Mean.keepDims(true));
    return tf.math.mean(tf.math.square(tf.math.sub(x, mean)), over, Mean.keepDims(keepsDims));
  }

  /** Of the sum of powers of e, none of which overflows. */
  private Operand<TFloat32> logarithm(Ops tf, Operand<TFloat32> x, Operand<TInt32> over) {
    Operand<TFloat32> most = tf.stopGradient(tf.reduceMax(x, over, ReduceMax.keepDims(true)));
    Operand<TFloat32> sum =
        tf.reduceSum(tf.math.exp(tf.math.sub(x, most)), over, ReduceSum.keepDims(keepsDims));
    Operand<TFloat32> shift = keepsDims ? most : tf.reshape(most, tf.shape(sum));
    return tf.math.add(tf.math.log(sum), shift);
  }

  @Override
  public Config config() {
    return Config.of("axis", Integers.written(axes)).with("keepdims", keepsDims);
  }

  static Reduction from(Config config, Kind kind) {
    config.require("initial", null);
    config.require("dtype", null);
    return new Reduction(
        kind, Integers.from(config, "axis", List.of()), config.flag("keepdims", false));
  }
}
