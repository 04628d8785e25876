package org.cornu.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The gradient of a convolution's input as an op, over sequences, images and volumes, with the
 * channels last. A sequence is an image one pixel high. TensorFlow's kernel takes no dilation on a
 * CPU: here zeros are put between the taps.
 */
public final class TransposedConvolution {

  static {
    VolumeGradients.register();
  }

  private TransposedConvolution() {}

  /**
   * Each pixel times the taps, added up where windows lie over one another: (n, sizes..., channels)
   * to (n, sizes'..., filters).
   *
   * @param <T> the precision
   * @param kernel (window..., filters, channels), over 1, 2 or 3 axes
   * @param strides over those axes
   * @param padding {@code "VALID"} or {@code "SAME"}
   * @param dilations over those axes
   * @param rests by how much the output is larger than the input times its stride, over those axes
   */
  public static <T extends TNumber> Operand<T> of(
      Ops tf,
      Operand<T> x,
      Operand<T> kernel,
      long[] strides,
      String padding,
      long[] dilations,
      long[] rests) {
    if (strides.length == 1) {
      Operand<T> images = tf.expandDims(x, tf.constant(1));
      Operand<T> flat = tf.expandDims(kernel, tf.constant(0));
      long[] steps = {1, strides[0]};
      long[] rates = {1, dilations[0]};
      Operand<T> y = of(tf, images, flat, steps, padding, rates, new long[] {0, rests[0]});
      return tf.squeeze(y, Squeeze.axis(List.of(1L)));
    }
    Operand<T> taps = spread(tf, kernel, dilations);
    Operand<TInt32> sizes = sizes(tf, x, kernel, strides, rests);
    List<Long> steps = Convolution.around(strides);
    return strides.length == 2
        ? tf.nn.conv2dBackpropInput(sizes, taps, x, steps, padding)
        : tf.nn.conv3dBackpropInput(sizes, taps, x, steps, padding);
  }

  private static <T extends TNumber> Operand<TInt32> sizes(
      Ops tf, Operand<T> x, Operand<T> kernel, long[] strides, long[] rests) {
    List<Operand<TInt32>> sizes = new ArrayList<>();
    sizes.add(size(tf, x, 0));
    for (int axis = 0; axis < strides.length; axis++) {
      long size = x.shape().get(axis + 1);
      sizes.add(
          size == Shape.UNKNOWN_SIZE
              ? tf.math.add(
                  tf.math.mul(size(tf, x, axis + 1), tf.constant((int) strides[axis])),
                  tf.constant((int) rests[axis]))
              : tf.constant((int) (size * strides[axis] + rests[axis])));
    }
    sizes.add(tf.constant((int) kernel.shape().get(strides.length)));
    return tf.stack(sizes);
  }

  private static Operand<TInt32> size(Ops tf, Operand<?> x, int axis) {
    return tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0));
  }

  /** The kernel with zeros between its taps. */
  private static <T extends TNumber> Operand<T> spread(
      Ops tf, Operand<T> kernel, long[] dilations) {
    Operand<T> taps = kernel;
    for (int axis = 0; axis < dilations.length; axis++) {
      if (dilations[axis] > 1) {
        taps = spread(tf, taps, axis, dilations[axis]);
      }
    }
    return taps;
  }

  private static <T extends TNumber> Operand<T> spread(
      Ops tf, Operand<T> kernel, int axis, long rate) {
    long[] sizes = kernel.shape().asArray();
    // In int32: TensorFlow's gradient of a slice takes no int64.
    int[][] pads = new int[sizes.length + 1][2];
    pads[axis + 1][1] = (int) rate - 1;
    Operand<T> zero = tf.dtypes.cast(tf.constant(0f), kernel.type());
    Operand<T> apart =
        tf.pad(tf.expandDims(kernel, tf.constant(axis + 1)), tf.constant(pads), zero);
    long[] wide = sizes.clone();
    wide[axis] *= rate;
    Operand<T> all = tf.reshape(apart, tf.constant(wide));
    int[] kept = Arrays.stream(wide).mapToInt(Math::toIntExact).toArray();
    kept[axis] -= (int) rate - 1;
    return tf.slice(all, tf.constant(new int[sizes.length]), tf.constant(kept));
  }
}
