package org.cornu.preprocessing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Where numbers are in a list. */
final class Search {

  private Search() {}

  /**
   * The places of numbers in a list. They are sorted here, once: a table would have to be filled
   * before it is asked.
   *
   * @param all one or more, each once
   * @param numbers (batch, ...)
   * @return of their shape: the place of each, or -1 where it is not in the list
   */
  static Operand<TInt64> places(Ops tf, long[] all, Operand<TInt64> numbers) {
    int[] order =
        IntStream.range(0, all.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> all[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    Operand<TInt64> sorted = tf.constant(Arrays.stream(order).mapToLong(i -> all[i]).toArray());
    Operand<TInt64> places = tf.constant(Arrays.stream(order).asLongStream().toArray());
    Operand<TInt32> row = tf.constant(new int[] {1, -1});
    Operand<TInt32> found =
        tf.lowerBound(tf.expandDims(sorted, tf.constant(0)), tf.reshape(numbers, row));
    Operand<TInt32> last = tf.math.sub(tf.size(sorted), tf.constant(1));
    Operand<TInt32> at = tf.reshape(tf.math.minimum(found, last), tf.shape(numbers));
    var isThere = tf.math.equal(tf.gather(sorted, at, tf.constant(0)), numbers);
    return tf.select(isThere, tf.gather(places, at, tf.constant(0)), tf.constant(-1L));
  }
}
