package org.cornu.preprocessing;

import java.util.List;
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
    return varied(tf, images, drawn).images();
  }

  /** With Keras's gradient: TensorFlow's Java has none of this op. */
  @Override
  default Varied varied(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> maps = transforms(tf, images, drawn);
    return Varied.of(filling().move(tf, images, maps), dy -> filling().gradient(tf, dy, maps));
  }
}
