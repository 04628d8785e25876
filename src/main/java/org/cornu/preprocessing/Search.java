package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Where numbers are among sorted ones. */
final class Search {

  private Search() {}

  /**
   * The places of numbers.
   *
   * @param sorted (size), rising
   * @param places of the sorted numbers, (size)
   * @param numbers (batch, ...)
   * @return of their shape: the place of each, or -1 where it is not among the sorted ones
   */
  static Operand<TInt64> places(
      Ops tf, Operand<TInt64> sorted, Operand<TInt64> places, Operand<TInt64> numbers) {
    Operand<TInt32> row = tf.constant(new int[] {1, -1});
    Operand<TInt32> found =
        tf.lowerBound(tf.expandDims(sorted, tf.constant(0)), tf.reshape(numbers, row));
    Operand<TInt32> last = tf.math.sub(tf.size(sorted), tf.constant(1));
    Operand<TInt32> at = tf.reshape(tf.math.minimum(found, last), tf.shape(numbers));
    var isThere = tf.math.equal(tf.gather(sorted, at, tf.constant(0)), numbers);
    return tf.select(isThere, tf.gather(places, at, tf.constant(0)), tf.constant(-1L));
  }
}
