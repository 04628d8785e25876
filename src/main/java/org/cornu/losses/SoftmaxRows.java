package org.cornu.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

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
    int[] each = {sizes.length - 1};
    return tf.reshape(loss, tf.slice(tf.shape(logits), tf.constant(new int[1]), tf.constant(each)));
  }

  /**
   * The same of class ids: (batch, ...), (batch, ..., classes) to (batch, ...).
   *
   * <p>The kernel gives the gradient beside the loss, but TensorFlow's registry has none for it. A
   * sum over gradient times logits, taken off again, has the value 0 and that gradient.
   */
  static Operand<TFloat32> crossEntropyOfIds(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> logits) {
    long[] sizes = logits.shape().asArray();
    Operand<TFloat32> rows =
        tf.reshape(logits, tf.constant(new long[] {-1, sizes[sizes.length - 1]}));
    var kernel =
        tf.nn.sparseSoftmaxCrossEntropyWithLogits(
            rows, tf.reshape(ids, tf.constant(new long[] {-1})));
    Operand<TFloat32> gradient = tf.stopGradient(kernel.backprop());
    Operand<TFloat32> carrier =
        tf.reduceSum(tf.math.mul(gradient, rows), tf.constant(new int[] {1}));
    Operand<TFloat32> loss =
        tf.math.add(tf.stopGradient(kernel.loss()), tf.math.sub(carrier, tf.stopGradient(carrier)));
    return tf.reshape(loss, tf.shape(ids));
  }
}
