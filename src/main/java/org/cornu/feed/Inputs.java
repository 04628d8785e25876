package org.cornu.feed;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Where a graph is fed. A run feeds {@code pixels} or {@code x}.
 *
 * @param pixels unsigned bytes (batch, input...): a quarter of what floats would copy
 * @param x what the net reads (batch, input...): the scaled pixels, unless it is fed itself
 * @param target (batch, output...)
 */
public record Inputs(Operand<TUint8> pixels, Operand<TFloat32> x, Operand<TFloat32> target) {

  /**
   * Adds them to a graph.
   *
   * @param input shape of one sample
   * @param output shape of one sample's label
   * @param scale by which a pixel is multiplied
   */
  public static Inputs add(Ops tf, Shape input, Shape output, float scale) {
    Shape batch = Shape.of(Shape.UNKNOWN_SIZE);
    Shape batchInput = batch.append(input);
    Operand<TUint8> pixels =
        tf.withName("pixels").placeholder(TUint8.class, Placeholder.shape(batchInput));
    Operand<TFloat32> scaled =
        tf.math.mul(tf.dtypes.cast(pixels, TFloat32.class), tf.constant(scale));
    return new Inputs(
        pixels,
        tf.withName("x").placeholderWithDefault(scaled, batchInput),
        tf.withName("target").placeholder(TFloat32.class, Placeholder.shape(batch.append(output))));
  }
}
