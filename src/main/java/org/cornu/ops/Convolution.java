package org.cornu.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

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
    long[][] pads = new long[2][];
    long[][] crops = new long[2][];
    for (int axis = 0; axis < 2; axis++) {
      long edge = padding.equals("SAME") ? (kernel.shape().get(axis) - 1) * block[axis] : 0;
      // What brings the padded size to a multiple of the dilation, and is cut off again.
      long extra = Math.floorMod(-(x.shape().get(axis + 1) + edge), block[axis]);
      pads[axis] = new long[] {edge / 2, edge - edge / 2 + extra};
      crops[axis] = new long[] {0, extra};
    }
    var blocks = tf.constant(block);
    Operand<T> neighbours = tf.spaceToBatchNd(x, blocks, tf.constant(pads));
    Operand<T> y = tf.nn.conv2d(neighbours, kernel, strides, "VALID");
    return tf.batchToSpaceNd(y, blocks, tf.constant(crops));
  }
}
