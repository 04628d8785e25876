package org.cornu.preprocessing;

import java.util.List;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Rows of tokens, each of a length of its own.
 *
 * @param values of all rows, one after another: (tokens)
 * @param splits where each row begins, and the last ends: (batch + 1)
 */
record Ragged(Operand<TString> values, Operand<TInt64> splits) {

  /** The numbers from 0 to one, that one included: (last + 1). */
  static Operand<TInt64> upTo(Ops tf, Operand<TInt64> last) {
    return tf.range(tf.constant(0L), tf.math.add(last, tf.constant(1L)), tf.constant(1L));
  }

  /**
   * Emits the ops that fill rows up with empty tokens.
   *
   * @param length of each row, of which longer ones are cut; ANY for that of the longest
   * @return (batch, length)
   */
  Operand<TString> filled(Ops tf, long length) {
    Operand<TString> rows =
        tf.ragged.raggedTensorToTensor(
            tf.constant(new long[] {-1, length}),
            values,
            tf.constant(""),
            List.of(splits),
            List.of("ROW_SPLITS"));
    return tf.ensureShape(rows, Shape.of(Layers.ANY, length));
  }
}
