package org.cornu.preprocessing;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/** An augmentation that moves pixels by an affine map. */
interface Moving extends Augmentation {

  /** How the moved pixels become an image. */
  Filling filling();

  /**
   * Emits the maps, (batch, 8): see {@link Filling#move}.
   *
   * @param images (batch, height, width, channels)
   * @param drawn (batch, draws)
   */
  Operand<TFloat32> transforms(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn);

  /** The six numbers of a map, (batch) each, as {@link #transforms} gives them. */
  static Operand<TFloat32> map(Ops tf, List<Operand<TFloat32>> numbers) {
    Operand<TFloat32> zeros = tf.zerosLike(numbers.get(0));
    return tf.stack(
        List.of(
            numbers.get(0),
            numbers.get(1),
            numbers.get(2),
            numbers.get(3),
            numbers.get(4),
            numbers.get(5),
            zeros,
            zeros),
        Stack.axis(1L));
  }

  @Override
  default Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return filling().move(tf, images, transforms(tf, images, drawn));
  }

  /** With Keras's gradient: TensorFlow's Java has none of this op. */
  @Override
  default Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training()) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> images = layout().last(tf, x);
    Operand<TFloat32> maps = transforms(tf, images, Drawn.rows(scope, images, draws()));
    scope.cheaperGradient(
        dy -> layout().stored(tf, filling().gradient(tf, layout().last(tf, dy), maps)));
    return layout().stored(tf, filling().move(tf, images, maps));
  }
}
