package org.cornu.preprocessing;

import java.util.List;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.OneHot;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.math.DenseBincount;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** What a layer makes of numbers of categories (Keras: {@code output_mode}). */
public enum OutputMode {
  /** The numbers themselves. */
  INT,
  /** For each number a row of zeros with a one at its place; none for a number beyond the row. */
  ONE_HOT,
  /** One row for a sample, with ones at the places of all its numbers. */
  MULTI_HOT,
  /** One row for a sample, which says how often each number is in it. */
  COUNT,
  /** The same times a weight for each number, by how rare it is. */
  TF_IDF;

  /**
   * What comes of a sample of numbers.
   *
   * @param depth how many categories there are
   * @param type of the rows
   */
  Spec spec(Shape numbers, long depth, DType type) {
    int axes = numbers.numDimensions();
    if (this == INT) {
      return new Spec(numbers, type);
    }
    if (this == ONE_HOT) {
      Shape each = isSingle(numbers) ? numbers.take(axes - 1) : numbers;
      return new Spec(each.append(depth), type);
    }
    if (axes != 1) {
      throw new IllegalArgumentException(
          "needs samples of one axis, of which it makes one row, got %s; flatten() them before"
              .formatted(Spec.floats(numbers)));
    }
    return new Spec(Shape.of(depth), type);
  }

  private static boolean isSingle(Shape numbers) {
    int axes = numbers.numDimensions();
    return axes > 0 && numbers.get(axes - 1) == 1;
  }

  /**
   * Emits the ops, of all modes but INT; TF_IDF counts.
   *
   * @param numbers (batch, ...), 0 or more; those beyond the row are left out
   * @param none of the type of the rows, without a number
   */
  <T extends TNumber> Operand<T> rows(Ops tf, Operand<TInt64> numbers, int depth, Operand<T> none) {
    if (this == ONE_HOT) {
      Shape sample = numbers.shape().tail();
      Operand<TInt64> each =
          isSingle(sample) ? tf.squeeze(numbers, Squeeze.axis(List.of(-1L))) : numbers;
      Operand<T> zero = tf.dtypes.cast(tf.constant(0), none.type());
      Operand<T> one = tf.dtypes.cast(tf.constant(1), none.type());
      return tf.oneHot(each, tf.constant(depth), one, zero, OneHot.axis(-1L));
    }
    return tf.ensureShape(
        tf.math.denseBincount(
            numbers,
            tf.constant((long) depth),
            none,
            DenseBincount.binaryOutput(this == MULTI_HOT)),
        Shape.of(Layers.ANY, depth));
  }

  /** The same as floats, each number counted with a weight (batch, ...). */
  static Operand<TFloat32> weighed(
      Ops tf, Operand<TInt64> numbers, int depth, Operand<TFloat32> weights) {
    return tf.ensureShape(
        tf.math.denseBincount(numbers, tf.constant((long) depth), weights),
        Shape.of(Layers.ANY, depth));
  }
}
