package org.cornu.preprocessing;

import java.util.List;
import java.util.function.Function;
import org.cornu.layers.Interpolation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Images whose pixels come each from a place of its own (Keras: {@code ops.image.map_coordinates}).
 *
 * @param images (batch, height, width, channels)
 * @param filling what lies beyond the edges and between the pixels; as in Keras, a REFLECT repeats
 *     the pixel at the lower and the right edge, and not the one at the upper and the left
 */
record Warp(Operand<TFloat32> images, Filling filling) {

  /**
   * Emits the ops that move pixels.
   *
   * @param across how far from the left a pixel comes from: (batch, height, width)
   * @param down how far from above: (batch, height, width)
   * @return in the images' shape, differentiable by the images
   */
  Operand<TFloat32> from(Ops tf, Operand<TFloat32> across, Operand<TFloat32> down) {
    if (filling.interpolation() == Interpolation.NEAREST) {
      return shaped(tf, at(tf, index(tf, tf.math.rint(across)), index(tf, tf.math.rint(down))));
    }
    Operand<TFloat32> left = tf.math.floor(across);
    Operand<TFloat32> above = tf.math.floor(down);
    Operand<TFloat32> toRight = tf.expandDims(tf.math.sub(across, left), tf.constant(-1));
    Function<Operand<TInt32>, Operand<TFloat32>> row =
        y ->
            Mixing.blend(
                tf, toRight, at(tf, next(tf, index(tf, left)), y), at(tf, index(tf, left), y));
    Operand<TInt32> first = index(tf, above);
    Operand<TFloat32> toBelow = tf.expandDims(tf.math.sub(down, above), tf.constant(-1));
    return shaped(tf, Mixing.blend(tf, toBelow, row.apply(next(tf, first)), row.apply(first)));
  }

  private static Operand<TInt32> index(Ops tf, Operand<TFloat32> whole) {
    return tf.dtypes.cast(whole, TInt32.class);
  }

  private static Operand<TInt32> next(Ops tf, Operand<TInt32> index) {
    return tf.math.add(index, tf.constant(1));
  }

  /** The pixels at whole places, (batch, height, width) each. */
  private Operand<TFloat32> at(Ops tf, Operand<TInt32> x, Operand<TInt32> y) {
    Operand<TInt32> height = Drawn.size(tf, images, 1);
    Operand<TInt32> width = Drawn.size(tf, images, 2);
    Operand<TInt32> image = tf.range(tf.constant(0), Drawn.size(tf, images, 0), tf.constant(1));
    Operand<TInt32> row =
        tf.math.add(
            tf.math.mul(tf.reshape(image, tf.constant(new int[] {-1, 1, 1})), height),
            held(tf, y, height));
    Operand<TInt32> place = tf.math.add(tf.math.mul(row, width), held(tf, x, width));
    Operand<TInt32> flat = tf.stack(List.of(tf.constant(-1), Drawn.size(tf, images, 3)));
    Operand<TFloat32> pixels = tf.gather(tf.reshape(images, flat), place, tf.constant(0));
    if (filling.mode() != FillMode.CONSTANT) {
      return pixels;
    }
    Operand<TBool> within = tf.math.logicalAnd(isWithin(tf, x, width), isWithin(tf, y, height));
    return tf.select(
        tf.expandDims(within, tf.constant(-1)), pixels, tf.constant((float) filling.value()));
  }

  private static Operand<TBool> isWithin(Ops tf, Operand<TInt32> index, Operand<TInt32> size) {
    return tf.math.logicalAnd(
        tf.math.greaterEqual(index, tf.constant(0)), tf.math.less(index, size));
  }

  /** A place beyond the edges as the one within whose pixel is seen there. */
  private Operand<TInt32> held(Ops tf, Operand<TInt32> index, Operand<TInt32> size) {
    return switch (filling.mode()) {
      case CONSTANT, NEAREST ->
          tf.clipByValue(index, tf.constant(0), tf.math.sub(size, tf.constant(1)));
      case WRAP -> tf.math.floorMod(index, size);
      case REFLECT -> {
        Operand<TInt32> twice = tf.math.mul(size, tf.constant(2));
        Operand<TInt32> there = tf.math.floorMod(tf.math.abs(index), twice);
        Operand<TInt32> back = tf.math.sub(tf.math.sub(twice, there), tf.constant(1));
        yield tf.math.minimum(there, back);
      }
    };
  }

  private Operand<TFloat32> shaped(Ops tf, Operand<TFloat32> moved) {
    return tf.reshape(moved, tf.shape(images));
  }
}
