package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What makes images of images, by some numbers that are drawn for each. */
interface Varying {

  /** How many numbers one image takes. */
  int draws();

  /**
   * Emits the ops that vary images.
   *
   * @param images (batch, height, width, channels)
   * @param drawn (batch, draws), in [0, 1), in the order in which Keras draws them
   */
  Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn);

  /** The same, with the way back for a gradient. */
  default Varied varied(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return Varied.of(vary(tf, images, drawn));
  }
}
