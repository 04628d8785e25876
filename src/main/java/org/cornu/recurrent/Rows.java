package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
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

  /**
   * The value of a step, which stays where it lies. TensorFlow is told that it is of as many
   * samples as the state: else the gradient of each op that reads both asks in every step whether
   * it broadcasts, which is half of all ops.
   *
   * @param state (batch, ...)
   */
  static Operand<TFloat32> at(
      Ops tf, Operand<TFloat32> rows, Operand<TInt32> step, Operand<TFloat32> state) {
    Operand<TInt32> axis = tf.constant(0);
    Operand<TInt32> one = tf.constant(new int[] {1});
    Operand<TInt32> samples = tf.slice(tf.shape(state), tf.constant(new int[] {0}), one);
    long[] sizes = rows.shape().tail().tail().asArray();
    int[] rest = Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray(); // open ones are -1: all
    Operand<TInt32> others = tf.constant(new int[1 + rest.length]);
    Operand<TInt32> begin = tf.concat(List.of(tf.expandDims(step, axis), others), axis);
    Operand<TInt32> size = tf.concat(List.of(one, samples, tf.constant(rest)), axis);
    return tf.squeeze(tf.slice(rows, begin, size), Squeeze.axis(List.of(0L)));
  }

  static List<Operand<TFloat32>> at(
      Ops tf, List<Operand<TFloat32>> rows, Operand<TInt32> step, Operand<TFloat32> state) {
    List<Operand<TFloat32>> values = new ArrayList<>();
    rows.forEach(each -> values.add(at(tf, each, step, state)));
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
