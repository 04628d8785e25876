package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A box in each image of a batch.
 *
 * @param mask whether a pixel lies in it, (batch, height, width, 1)
 * @param outside how much of the image lies outside it, (batch), in [0, 1]
 */
record Box(Operand<TBool> mask, Operand<TFloat32> outside) {

  /**
   * Boxes that lie within their images.
   *
   * @param images (batch, height, width, channels)
   * @param across how much of the width it takes, and how far to the right it is, (batch) each, in
   *     [0, 1]
   * @param down the same of the height
   */
  static Box of(Ops tf, Operand<TFloat32> images, Side across, Side down) {
    Span x = across.of(tf, Drawn.extent(tf, images, 2));
    Span y = down.of(tf, Drawn.extent(tf, images, 1));
    Operand<TBool> columns = x.covers(tf, 1);
    Operand<TBool> rows = y.covers(tf, 2);
    Operand<TBool> both = tf.math.logicalAnd(rows, columns);
    Operand<TFloat32> area = tf.math.mul(tf.math.sub(x.end, x.start), tf.math.sub(y.end, y.start));
    Operand<TFloat32> all = tf.math.mul(x.extent, y.extent);
    Operand<TFloat32> outside = tf.math.sub(tf.constant(1f), tf.math.div(area, all));
    return new Box(tf.expandDims(both, tf.constant(3)), outside);
  }

  /**
   * What was drawn for one side.
   *
   * @param part of the image that it takes, (batch)
   * @param place from 0, where it begins with the image, to 1, where it ends with it, (batch)
   */
  record Side(Operand<TFloat32> part, Operand<TFloat32> place) {

    private Span of(Ops tf, Operand<TFloat32> extent) {
      Operand<TFloat32> length = tf.math.mul(part, extent);
      Operand<TFloat32> start = tf.math.mul(place, tf.math.sub(extent, length));
      return new Span(start, tf.math.add(start, length), extent);
    }
  }

  /** From a place to another along one axis, in pixels, (batch) each; and how long the axis is. */
  private record Span(Operand<TFloat32> start, Operand<TFloat32> end, Operand<TFloat32> extent) {

    /** Which pixels it covers: (batch, 1, size) or, along the second axis, (batch, size, 1). */
    Operand<TBool> covers(Ops tf, int missing) {
      Operand<TFloat32> pixels =
          tf.expandDims(tf.range(tf.constant(0f), extent, tf.constant(1f)), tf.constant(0));
      Operand<TBool> covered =
          tf.math.logicalAnd(
              tf.math.greaterEqual(pixels, tf.expandDims(start, tf.constant(1))),
              tf.math.less(pixels, tf.expandDims(end, tf.constant(1))));
      return tf.expandDims(covered, tf.constant(missing));
    }
  }
}
