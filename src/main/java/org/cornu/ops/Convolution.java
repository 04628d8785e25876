package org.cornu.ops;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Convolution over images. Where there is dilation, the pixels are first sorted into images of
 * neighbours, as Keras does on a CPU: TensorFlow 2.18's own gradient of a dilated convolution is
 * wrong there with padding, and ends the process without.
 */
public final class Convolution {

  private Convolution() {}

  /**
   * The sum over each window of pixels times taps.
   *
   * @param <T> the precision
   * @param x (n, height, width, channels)
   * @param kernel (window height, window width, channels, filters)
   * @param strides over the four axes of x
   * @param padding {@code "VALID"} or {@code "SAME"}
   * @param dilations over the four axes of x; above 1 only where the strides are 1
   */
  public static <T extends TNumber> Operand<T> conv2d(
      Ops tf,
      Operand<T> x,
      Operand<T> kernel,
      List<Long> strides,
      String padding,
      List<Long> dilations) {
    if (dilations.stream().allMatch(rate -> rate == 1)) {
      return tf.nn.conv2d(x, kernel, strides, padding);
    }
    long[] block = {dilations.get(1), dilations.get(2)};
    List<Operand<TInt64>> pads = new ArrayList<>();
    List<Operand<TInt64>> crops = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      long edge = padding.equals("SAME") ? (kernel.shape().get(axis) - 1) * block[axis] : 0;
      Operand<TInt64> extra = extra(tf, x, axis + 1, edge, block[axis]);
      Operand<TInt64> after = tf.math.add(extra, tf.constant(edge - edge / 2));
      pads.add(tf.stack(List.of(tf.constant(edge / 2), after)));
      crops.add(tf.stack(List.of(tf.constant(0L), extra)));
    }
    var blocks = tf.constant(block);
    Operand<T> neighbours = tf.spaceToBatchNd(x, blocks, tf.stack(pads));
    Operand<T> y = tf.nn.conv2d(neighbours, kernel, strides, "VALID");
    return tf.batchToSpaceNd(y, blocks, tf.stack(crops));
  }

  /** What brings the padded size to a multiple of the dilation, and is cut off again: (). */
  private static Operand<TInt64> extra(
      Ops tf, Operand<? extends TType> x, int axis, long edge, long block) {
    long size = x.shape().get(axis);
    if (size != Shape.UNKNOWN_SIZE) {
      return tf.constant(Math.floorMod(-(size + edge), block));
    }
    Operand<TInt64> open = tf.gather(tf.shape(x, TInt64.class), tf.constant(axis), tf.constant(0));
    return tf.math.floorMod(tf.math.neg(tf.math.add(open, tf.constant(edge))), tf.constant(block));
  }
}
