package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A value for each step of a sequence: (steps, ...), written in its place, without a copy. */
final class Rows {

  private Rows() {}

  /**
   * Room for a value for each step, which holds anything before it is written. Each op gives memory
   * of its own.
   *
   * @param like shape of a value
   */
  static Operand<TFloat32> room(Ops tf, Operand<TInt32> steps, Operand<TInt32> like) {
    Operand<TInt32> count = tf.expandDims(steps, tf.constant(0));
    return tf.empty(tf.concat(List.of(count, like), tf.constant(0)), TFloat32.class);
  }

  /** The value of a step. */
  static Operand<TFloat32> at(Ops tf, Operand<TFloat32> rows, Operand<TInt32> step) {
    return tf.gather(rows, step, tf.constant(0));
  }

  static List<Operand<TFloat32>> at(Ops tf, List<Operand<TFloat32>> rows, Operand<TInt32> step) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    rows.forEach(each -> values.add(at(tf, each, step)));
    return values;
  }

  /** The same memory with the value of a step in it. */
  static Operand<TFloat32> put(
      Ops tf, Operand<TFloat32> rows, Operand<TInt32> step, Operand<TFloat32> value) {
    Operand<TInt32> first = tf.constant(0);
    return tf.inplaceUpdate(rows, tf.expandDims(step, first), tf.expandDims(value, first));
  }

  static List<Operand<TFloat32>> put(
      Ops tf, List<Operand<TFloat32>> rows, Operand<TInt32> step, List<Operand<TFloat32>> values) {
    List<Operand<TFloat32>> written = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      written.add(put(tf, rows.get(i), step, values.get(i)));
    }
    return written;
  }
}
