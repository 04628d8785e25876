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
interface Augmentation extends UnaryLayer, Varying {

  /** Where the images' channels are. */
  Layout layout();

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
    Varied varied = varied(tf, images, Drawn.rows(scope, images, draws()));
    varied
        .back()
        .ifPresent(
            back ->
                scope.cheaperGradient(
                    dy -> layout().stored(tf, back.apply(layout().last(tf, dy)))));
    return layout().stored(tf, varied.images());
  }
}
