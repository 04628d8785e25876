package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** How often each value is in a row. */
final class Histograms {

  private Histograms() {}

  /** The bins of numbers, those beyond in the first or the last. */
  static Operand<TInt32> bin(Ops tf, Operand<TFloat32> numbers, int bins) {
    Operand<TFloat32> held = tf.clipByValue(numbers, tf.constant(0f), tf.constant(bins - 1f));
    return tf.dtypes.cast(held, TInt32.class);
  }

  /**
   * Counts.
   *
   * @param numbers of bins: (rows, values)
   * @param none of the type of the counts, without a number
   * @return (rows, bins)
   */
  static <T extends TNumber> Operand<T> of(
      Ops tf, Operand<TInt32> numbers, Operand<T> none, int bins) {
    return tf.math.denseBincount(numbers, tf.constant(bins), none);
  }
}
