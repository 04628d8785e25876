package org.cornu.ops;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv3d;
import org.tensorflow.op.nn.Conv3dBackpropInput;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Gradients of convolutions over volumes, which TensorFlow's registry in C++ lacks, by the ops that
 * Python takes.
 */
final class VolumeGradients {

  private static boolean known;

  private VolumeGradients() {}

  /** Makes them known to this process, once. */
  @SuppressWarnings("unchecked") // an op's inputs and its gradient are of one type
  static synchronized void register() {
    if (!known) {
      known = true;
      TensorFlow.registerCustomGradient(
          Conv3d.Inputs.class,
          (tf, op, dy) -> ofConvolution(tf, op, (Operand<TNumber>) (Operand<?>) dy.get(0)));
      TensorFlow.registerCustomGradient(
          Conv3dBackpropInput.Inputs.class,
          (tf, op, dy) -> ofTransposed(tf, op, (Operand<TNumber>) (Operand<?>) dy.get(0)));
    }
  }

  private static List<Operand<?>> ofConvolution(
      Ops tf, Conv3d.Inputs<TNumber> op, Operand<TNumber> dy) {
    List<Long> strides = list(op.strides);
    return List.of(
        tf.nn.conv3dBackpropInput(tf.shape(op.input), op.filter, dy, strides, op.padding),
        tf.nn.conv3dBackpropFilter(op.input, tf.shape(op.filter), dy, strides, op.padding));
  }

  private static List<Operand<?>> ofTransposed(
      Ops tf, Conv3dBackpropInput.Inputs<TNumber> op, Operand<TNumber> dy) {
    List<Long> strides = list(op.strides);
    Operand<TInt32> none = tf.dtypes.cast(tf.zerosLike(op.inputSizes), TInt32.class);
    return List.of(
        none,
        tf.nn.conv3dBackpropFilter(dy, tf.shape(op.filter), op.outBackprop, strides, op.padding),
        tf.nn.conv3d(dy, op.filter, strides, op.padding));
  }

  private static List<Long> list(long[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }
}
