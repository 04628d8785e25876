package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Between the middles of which two tiles each pixel of an axis lies: four axes, of which the others
 * are 1.
 *
 * @param before the number of the tile before it; beyond the last middle that of the last
 * @param after the number of the next
 * @param part how far it is on its way, in [0, 1)
 */
record Nearest(Operand<TInt32> before, Operand<TInt32> after, Operand<TFloat32> part) {

  /**
   * Emits the ops.
   *
   * @param images (batch, height, width, channels)
   * @param side how many of an axis's pixels a tile takes
   */
  static Nearest of(Ops tf, Operand<TInt32> images, int axis, Operand<TInt32> side, int tiles) {
    Operand<TFloat32> size = tf.dtypes.cast(side, TFloat32.class);
    Operand<TFloat32> pixels = tf.dtypes.cast(numbers(tf, images, axis), TFloat32.class);
    Operand<TFloat32> middle = tf.math.div(size, tf.constant(2f)); // of the first tile
    Operand<TFloat32> place = tf.math.div(tf.math.sub(pixels, middle), size);
    Operand<TFloat32> before = tf.math.floor(place);
    Operand<TFloat32> after = tf.math.add(before, tf.constant(1f));
    return new Nearest(
        Histograms.bin(tf, before, tiles),
        Histograms.bin(tf, after, tiles),
        tf.math.sub(place, before));
  }

  /** The numbers of the places of an axis. */
  static Operand<TInt32> numbers(Ops tf, Operand<TInt32> images, int axis) {
    int[] shape = {1, 1, 1, 1};
    shape[axis] = -1;
    Operand<TInt32> all = tf.range(tf.constant(0), Drawn.size(tf, images, axis), tf.constant(1));
    return tf.reshape(all, tf.constant(shape));
  }
}
