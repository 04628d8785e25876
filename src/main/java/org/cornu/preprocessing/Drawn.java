package org.cornu.preprocessing;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Numbers drawn for images, and sizes to draw by. */
final class Drawn {

  private Drawn() {}

  /** Uniform numbers in [0, 1), so many for each image: (batch, width). */
  static Operand<TFloat32> rows(LayerScope scope, Operand<? extends TType> images, int width) {
    Ops tf = scope.tf();
    return scope.uniform(tf.stack(List.of(size(tf, images, 0), tf.constant(width))));
  }

  /** One number for each image: (batch). */
  static Operand<TFloat32> column(Ops tf, Operand<TFloat32> drawn, int column) {
    return tf.gather(drawn, tf.constant(column), tf.constant(1));
  }

  /** Some numbers for each image: (batch, count). */
  static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> drawn, int first, int count) {
    return tf.slice(drawn, tf.array(0, first), tf.array(-1, count));
  }

  /** (batch) as (batch, 1, 1, 1). */
  static <T extends TType> Operand<T> perImage(Ops tf, Operand<T> numbers) {
    return tf.reshape(numbers, tf.constant(new int[] {-1, 1, 1, 1}));
  }

  /** Which images have the first of two numbers below the second: (batch, 1, 1, 1). */
  static Operand<TBool> isBelow(Ops tf, Operand<TFloat32> one, Operand<TFloat32> other) {
    return perImage(tf, tf.math.less(one, other));
  }

  /** The same by a chance: its number is in one column, and what must be below it in the next. */
  static Operand<TBool> isHit(Ops tf, Factor chance, Operand<TFloat32> drawn, int column) {
    return isBelow(tf, column(tf, drawn, column + 1), chance.at(tf, column(tf, drawn, column)));
  }

  static Operand<TInt32> size(Ops tf, Operand<? extends TType> images, int axis) {
    return tf.gather(tf.shape(images), tf.constant(axis), tf.constant(0));
  }

  /** Height or width as a number to compute with. */
  static Operand<TFloat32> extent(Ops tf, Operand<? extends TType> images, int axis) {
    return tf.dtypes.cast(size(tf, images, axis), TFloat32.class);
  }

  /** -1 for numbers above one half, 1 for the others. */
  static Operand<TFloat32> sign(Ops tf, Operand<TFloat32> uniform) {
    return tf.select(
        tf.math.greater(uniform, tf.constant(0.5f)), tf.constant(-1f), tf.constant(1f));
  }
}
