package org.cornu.graph;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.StatelessRandomGetKeyCounter;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Random numbers of some rows of a batch, the same as where all rows are drawn. TensorFlow draws
 * four numbers at a time, each four a function of the seed and a counter (Salmon et al.: "Parallel
 * random numbers: as easy as 1, 2, 3", 2011), so that a draw may begin at any four.
 */
final class RowDraws {

  private static final long TOGETHER = 4;

  /** Philox, as TensorFlow numbers its generators; also that of draws without a counter. */
  private static final int PHILOX = 1;

  private RowDraws() {}

  /**
   * Uniform in [0, 1).
   *
   * @param first number of the first row; empty if it is always 0
   */
  static Operand<TFloat32> uniform(
      Ops tf, Optional<Operand<TInt64>> first, Operand<TInt32> shape, Operand<TInt64> seed) {
    return first
        .map(row -> of(tf, shape, seed, row, tf.random::statelessRandomUniformV2))
        .orElseGet(() -> tf.random.statelessRandomUniform(shape, seed));
  }

  /** Of mean 0 and variance 1. */
  static Operand<TFloat32> normal(
      Ops tf, Optional<Operand<TInt64>> first, Operand<TInt32> shape, Operand<TInt64> seed) {
    return first
        .map(row -> of(tf, shape, seed, row, tf.random::statelessRandomNormalV2))
        .orElseGet(() -> tf.random.statelessRandomNormal(shape, seed));
  }

  /** One of TensorFlow's draws from a counter on. */
  @FunctionalInterface
  private interface Draw {

    Operand<TFloat32> of(
        Operand<TInt32> shape,
        Operand<? extends TType> key,
        Operand<? extends TType> counter,
        Operand<TInt32> algorithm);
  }

  /**
   * Draws.
   *
   * @param shape of what is drawn, the rows first
   * @param seed (2)
   * @param first number of the first row
   */
  private static Operand<TFloat32> of(
      Ops tf, Operand<TInt32> shape, Operand<TInt64> seed, Operand<TInt64> first, Draw draw) {
    Operand<TInt64> sizes = tf.dtypes.cast(shape, TInt64.class);
    Operand<TInt64> numbers = tf.reduceProd(sizes, tf.constant(0));
    Operand<TInt64> row = tf.reduceProd(tf.slice(sizes, tf.array(1), tf.array(-1)), tf.constant(0));
    Operand<TInt64> from = tf.math.mul(first, row);
    Operand<TInt64> together = tf.constant(TOGETHER);
    Operand<TInt64> skipped = tf.math.floorMod(from, together);
    StatelessRandomGetKeyCounter start = tf.random.statelessRandomGetKeyCounter(seed);
    Operand<TFloat32> drawn =
        draw.of(
            tf.dtypes.cast(
                tf.expandDims(tf.math.add(numbers, skipped), tf.constant(0)), TInt32.class),
            start.key(),
            later(tf, start.counter(), tf.math.floorDiv(from, together)),
            tf.constant(PHILOX));
    Operand<TFloat32> own =
        tf.slice(
            drawn, tf.expandDims(skipped, tf.constant(0)), tf.expandDims(numbers, tf.constant(0)));
    return tf.reshape(own, shape);
  }

  /** The counter so many steps later; TensorFlow Java has no class of its type. */
  private static Output<? extends TType> later(
      Ops tf, Output<? extends TType> counter, Operand<TInt64> steps) {
    OperationBuilder cast = tf.scope().opBuilder("Cast", "Cast");
    cast.addInput(tf.stack(List.of(steps, tf.constant(0L))).asOutput());
    cast.setAttr("DstT", DataType.DT_UINT64);
    OperationBuilder sum = tf.scope().opBuilder("AddV2", "Add");
    sum.addInput(counter);
    sum.addInput(cast.build().output(0));
    return sum.build().output(0);
  }
}
