package org.cornu.ops;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A convolution of small images by a large kernel, as a product of matrices. TensorFlow's own reads
 * the kernel again for each image, and one that the cache does not hold takes longer to read than
 * to multiply by a few pixels.
 */
final class FewPixels {

  /** Of an output, at most. */
  private static final long PIXELS = 9;

  /** Numbers of a kernel, at least. */
  private static final long KERNEL = 1 << 20;

  private FewPixels() {}

  /**
   * Whether that is the way to convolve images.
   *
   * @param x (n, height, width, channels)
   * @param kernel (height, width, channels, filters)
   */
  static <T extends TNumber> boolean are(
      Operand<T> x, Operand<T> kernel, long[] strides, String padding) {
    if (!FastPath.FEW_PIXELS.on()
        || x.type() != TFloat32.class
        || kernel.shape().size() < KERNEL
        || x.shape().get(1) == Shape.UNKNOWN_SIZE
        || x.shape().get(2) == Shape.UNKNOWN_SIZE) {
      return false;
    }
    long rows = Axis.of(x, kernel, 0, strides, padding).windows;
    long columns = Axis.of(x, kernel, 1, strides, padding).windows;
    return rows > 0 && columns > 0 && rows * columns <= PIXELS;
  }

  /** The convolution: (n, height', width', filters). */
  static <T extends TNumber> Operand<T> conv(
      Ops tf, Operand<T> x, Operand<T> kernel, long[] strides, String padding) {
    Axis rows = Axis.of(x, kernel, 0, strides, padding);
    Axis columns = Axis.of(x, kernel, 1, strides, padding);
    long filters = kernel.shape().get(3);
    long taps = kernel.shape().size() / filters;
    Operand<T> windows = tf.reshape(windows(tf, x, rows, columns), tf.array(-1, taps));
    Operand<T> flat = tf.reshape(kernel, tf.array(taps, filters));
    Operand<T> y = tf.linalg.matMul(windows, flat);
    return tf.reshape(y, tf.array(-1, rows.windows, columns.windows, filters));
  }

  /** The pixels of each window one after another: (n, height', width', window * channels). */
  private static <T extends TNumber> Operand<T> windows(
      Ops tf, Operand<T> x, Axis rows, Axis columns) {
    Operand<T> padded = x;
    if (rows.missing + columns.missing > 0) {
      int[][] edges = {{0, 0}, rows.edges(), columns.edges(), {0, 0}};
      padded = tf.pad(x, tf.constant(edges), tf.dtypes.cast(tf.constant(0f), x.type()));
    }
    List<Operand<T>> taps = new ArrayList<>();
    for (long row = 0; row < rows.size; row++) {
      for (long column = 0; column < columns.size; column++) {
        taps.add(
            tf.stridedSlice(
                padded, Indices.all(), rows.read(row), columns.read(column), Indices.all()));
      }
    }
    return taps.size() == 1 ? taps.get(0) : tf.concat(taps, tf.constant(3));
  }

  /**
   * Windows along one axis.
   *
   * @param size of a window
   * @param windows how many
   * @param missing pixels that padding adds
   */
  private record Axis(long size, long stride, long windows, long missing) {

    static Axis of(Operand<?> x, Operand<?> kernel, int axis, long[] strides, String padding) {
      long pixels = x.shape().get(axis + 1);
      long size = kernel.shape().get(axis);
      long stride = strides[axis];
      boolean same = padding.equals("SAME");
      long windows = ((same ? pixels : pixels - size + 1) + stride - 1) / stride;
      long missing = same ? Math.max((windows - 1) * stride + size - pixels, 0) : 0;
      return new Axis(size, stride, windows, missing);
    }

    int[] edges() {
      return new int[] {(int) (missing / 2), (int) (missing - missing / 2)};
    }

    /** What a tap of all windows reads. */
    Index read(long tap) {
      return Indices.slice(tap, tap + (windows - 1) * stride + 1, stride);
    }
  }
}
