package org.cornu.losses;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** TensorFlow's softmax cross-entropy takes rows alone; this is it for any rank. */
final class SoftmaxRows {

  private SoftmaxRows() {}

  /** (batch, ..., classes), the same, to (batch, ...). */
  static Operand<TFloat32> crossEntropy(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> logits) {
    long[] sizes = logits.shape().asArray();
    if (sizes.length == 2) {
      return tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss();
    }
    var rows = tf.constant(new long[] {-1, sizes[sizes.length - 1]});
    Operand<TFloat32> loss =
        tf.nn
            .softmaxCrossEntropyWithLogits(tf.reshape(logits, rows), tf.reshape(target, rows))
            .loss();
    long[] each = Arrays.copyOf(sizes, sizes.length - 1);
    each[0] = -1;
    return tf.reshape(loss, tf.constant(each));
  }
}
