package org.cornu.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Index;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Convolution over sequences, images and volumes, with the channels last. A sequence is an image
 * one pixel high.
 *
 * <p>Where there is dilation, the pixels are first sorted into images of neighbours, as Keras does
 * on a CPU: TensorFlow 2.18's own gradient of a dilated convolution is wrong there with padding,
 * and ends the process without.
 */
public final class Convolution {

  static {
    VolumeGradients.register();
  }

  private Convolution() {}

  /** A product of each window with the kernel, without padding and dilation but those said. */
  private interface Product<T extends TNumber> {
    Operand<T> of(Operand<T> x, Operand<T> kernel, long[] strides, String padding);
  }

  /**
   * The sum over each window of pixels times taps: (n, sizes..., channels) to (n, sizes'...,
   * filters).
   *
   * @param <T> the precision
   * @param kernel (window..., channels, filters), over 1, 2 or 3 axes
   * @param strides over those axes
   * @param padding {@code "VALID"}, {@code "SAME"}, or of a sequence {@code "CAUSAL"}
   * @param dilations over those axes; above 1 only where the strides are 1
   */
  public static <T extends TNumber> Operand<T> conv(
      Ops tf, Operand<T> x, Operand<T> kernel, long[] strides, String padding, long[] dilations) {
    // Windows of one pixel need no edge, but only a SAME convolution is fused with what is added.
    long[] window = Arrays.copyOf(kernel.shape().asArray(), strides.length);
    String edges = Arrays.stream(window).allMatch(size -> size == 1) ? "SAME" : padding;
    return padded(tf, x, kernel, strides, edges, dilations, product(tf, kernel));
  }

  private static <T extends TNumber> Product<T> product(Ops tf, Operand<T> kernel) {
    return kernel.shape().numDimensions() == 5
        ? (x, k, strides, padding) -> tf.nn.conv3d(x, k, around(strides), padding)
        : (x, k, strides, padding) ->
            FewPixels.are(x, k, strides, padding)
                ? FewPixels.conv(tf, x, k, strides, padding)
                : tf.nn.conv2d(x, k, around(strides), padding);
  }

  /**
   * The same of each channel by itself: (n, sizes..., channels) to (n, sizes'..., channels *
   * multiplier).
   *
   * @param <T> the precision
   * @param kernel (window..., channels, multiplier), over 1 or 2 axes
   * @param strides over those axes
   * @param padding {@code "VALID"} or {@code "SAME"}
   * @param dilations over those axes
   */
  public static <T extends TNumber> Operand<T> depthwise(
      Ops tf, Operand<T> x, Operand<T> kernel, long[] strides, String padding, long[] dilations) {
    Product<T> product =
        (values, k, steps, edges) -> tf.nn.depthwiseConv2dNative(values, k, around(steps), edges);
    boolean dilated = Arrays.stream(dilations).anyMatch(rate -> rate > 1);
    boolean even = Arrays.stream(strides).distinct().count() == 1;
    if (even && !(dilated && strides[0] > 1)) {
      return padded(tf, x, kernel, strides, padding, dilations, product);
    }
    // The kernel takes one stride for both ways, and none with dilation: take all, and leave out.
    Operand<T> edged = padding.equals("SAME") ? withEdges(tf, x, kernel, strides, dilations) : x;
    long[] one = new long[strides.length];
    Arrays.fill(one, 1);
    return everySoMany(tf, padded(tf, edged, kernel, one, "VALID", dilations, product), strides);
  }

  private static <T extends TNumber> Operand<T> padded(
      Ops tf,
      Operand<T> x,
      Operand<T> kernel,
      long[] strides,
      String padding,
      long[] dilations,
      Product<T> product) {
    if (padding.equals("CAUSAL")) {
      long before = (kernel.shape().get(0) - 1) * dilations[0];
      Operand<T> later =
          tf.pad(
              x,
              tf.constant(new int[][] {{0, 0}, {(int) before, 0}, {0, 0}}),
              tf.dtypes.cast(tf.constant(0f), x.type()));
      return padded(tf, later, kernel, strides, "VALID", dilations, product);
    }
    if (strides.length == 1) {
      Operand<T> images = tf.expandDims(x, tf.constant(1));
      Operand<T> flat = tf.expandDims(kernel, tf.constant(0));
      long[] rates = {1, dilations[0]};
      // Of a height of 1 any stride takes the one pixel; a depthwise kernel wants both the same.
      long[] steps = {strides[0], strides[0]};
      Operand<T> y = dilated(tf, images, flat, steps, padding, rates, product);
      return tf.squeeze(y, Squeeze.axis(List.of(1L)));
    }
    return dilated(tf, x, kernel, strides, padding, dilations, product);
  }

  private static <T extends TNumber> Operand<T> dilated(
      Ops tf,
      Operand<T> x,
      Operand<T> kernel,
      long[] strides,
      String padding,
      long[] dilations,
      Product<T> product) {
    if (Arrays.stream(dilations).allMatch(rate -> rate == 1)) {
      return product.of(x, kernel, strides, padding);
    }
    List<Operand<TInt64>> pads = new ArrayList<>();
    List<Operand<TInt64>> crops = new ArrayList<>();
    for (int axis = 0; axis < dilations.length; axis++) {
      long block = dilations[axis];
      long edge = padding.equals("SAME") ? (kernel.shape().get(axis) - 1) * block : 0;
      Operand<TInt64> extra = extra(tf, x, axis + 1, edge, block);
      Operand<TInt64> after = tf.math.add(extra, tf.constant(edge - edge / 2));
      pads.add(tf.stack(List.of(tf.constant(edge / 2), after)));
      crops.add(tf.stack(List.of(tf.constant(0L), extra)));
    }
    var blocks = tf.constant(dilations);
    Operand<T> neighbours = tf.spaceToBatchNd(x, blocks, tf.stack(pads));
    Operand<T> y = product.of(neighbours, kernel, strides, "VALID");
    return tf.batchToSpaceNd(y, blocks, tf.stack(crops));
  }

  /** What brings the padded size to a multiple of the dilation, and is cut off again: (). */
  private static Operand<TInt64> extra(
      Ops tf, Operand<? extends TType> x, int axis, long edge, long block) {
    long size = x.shape().get(axis);
    if (size != Shape.UNKNOWN_SIZE) {
      return tf.constant(Math.floorMod(-(size + edge), block));
    }
    Operand<TInt64> open = size(tf, x, axis);
    return tf.math.floorMod(tf.math.neg(tf.math.add(open, tf.constant(edge))), tf.constant(block));
  }

  /** Zeros around, so that windows without padding are those that {@code SAME} has. */
  private static <T extends TNumber> Operand<T> withEdges(
      Ops tf, Operand<T> x, Operand<T> kernel, long[] strides, long[] dilations) {
    List<Operand<TInt64>> pads = new ArrayList<>();
    Operand<TInt64> none = tf.constant(new long[] {0, 0});
    pads.add(none);
    for (int axis = 0; axis < strides.length; axis++) {
      long extent = (kernel.shape().get(axis) - 1) * dilations[axis] + 1;
      pads.add(edges(tf, x, axis + 1, extent, strides[axis]));
    }
    pads.add(none);
    // In int32: TensorFlow's gradient of a pad takes no int64.
    Operand<TInt32> all = tf.dtypes.cast(tf.stack(pads), TInt32.class);
    return tf.pad(x, all, tf.dtypes.cast(tf.constant(0f), x.type()));
  }

  /** What {@code SAME} adds along an axis: (before, after). */
  private static Operand<TInt64> edges(
      Ops tf, Operand<? extends TType> x, int axis, long extent, long stride) {
    long known = x.shape().get(axis);
    if (known != Shape.UNKNOWN_SIZE) {
      long missing = Math.max((known - 1) / stride * stride + extent - known, 0);
      return tf.constant(new long[] {missing / 2, missing - missing / 2});
    }
    // The last window begins at (ceil(size / stride) - 1) * stride.
    Operand<TInt64> size = size(tf, x, axis);
    Operand<TInt64> step = tf.constant(stride);
    Operand<TInt64> last =
        tf.math.mul(tf.math.floorDiv(tf.math.sub(size, tf.constant(1L)), step), step);
    Operand<TInt64> missing =
        tf.math.maximum(tf.math.sub(tf.math.add(last, tf.constant(extent)), size), tf.constant(0L));
    Operand<TInt64> before = tf.math.floorDiv(missing, tf.constant(2L));
    return tf.stack(List.of(before, tf.math.sub(missing, before)));
  }

  private static <T extends TNumber> Operand<T> everySoMany(Ops tf, Operand<T> x, long[] strides) {
    Index[] indices = new Index[strides.length + 2];
    Arrays.fill(indices, Indices.all());
    for (int axis = 0; axis < strides.length; axis++) {
      indices[axis + 1] = Indices.step(strides[axis]);
    }
    return tf.stridedSlice(x, indices);
  }

  /** The size of an axis as the graph finds it: (). */
  static Operand<TInt64> size(Ops tf, Operand<? extends TType> x, int axis) {
    return tf.gather(tf.shape(x, TInt64.class), tf.constant(axis), tf.constant(0));
  }

  /** Over the batch and the channels 1. */
  static List<Long> around(long[] sizes) {
    List<Long> all = new ArrayList<>();
    all.add(1L);
    Arrays.stream(sizes).forEach(all::add);
    all.add(1L);
    return all;
  }
}
