package org.cornu.preprocessing;

import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A layer that varies each image in a way of its own while training, and outside training leaves
 * them as they are: it draws some numbers for each, and what it makes of an image is a function of
 * them.
 */
interface Augmentation extends UnaryLayer {

  /** Where the images' channels are. */
  Layout layout();

  /** How many numbers one image takes. */
  int draws();

  /**
   * Emits the ops that vary images.
   *
   * @param images (batch, height, width, channels)
   * @param drawn (batch, draws), in [0, 1), in the order in which Keras draws them
   */
  Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn);

  @Override
  default Shape outputShape(Shape input) {
    Images.last(layout(), input);
    return input;
  }

  @Override
  default Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training()) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> images = layout().last(tf, x);
    return layout().stored(tf, vary(tf, images, Drawn.rows(scope, images, draws())));
  }
}
