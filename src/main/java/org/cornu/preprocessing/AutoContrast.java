package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.types.TFloat32;

/**
 * Stretches each channel of each image over the whole range, in training and in inference alike:
 * (height, width, channels) to the same (Keras: {@code AutoContrast}). A channel of one value stays
 * as it is.
 *
 * @param range of the pixels
 */
public record AutoContrast(ValueRange range) implements UnaryLayer, Varying {

  /** For pixels between other values than 0 and 255. */
  public AutoContrast valueRange(double low, double high) {
    return new AutoContrast(new ValueRange(low, high));
  }

  @Override
  public Shape outputShape(Shape input) {
    Images.last(Layout.CHANNELS_LAST, input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return stretched(scope.tf(), x);
  }

  @Override
  public int draws() {
    return 0;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return stretched(tf, images);
  }

  private Operand<TFloat32> stretched(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> bytes = range.to(tf, x, ValueRange.BYTES);
    var places = tf.constant(new int[] {1, 2});
    Operand<TFloat32> low = tf.reduceMin(bytes, places, ReduceMin.keepDims(true));
    Operand<TFloat32> high = tf.reduceMax(bytes, places, ReduceMax.keepDims(true));
    Operand<TFloat32> spread = tf.math.sub(high, low);
    Operand<TFloat32> scale = tf.math.divNoNan(tf.constant(255f), spread);
    Operand<TFloat32> stretched =
        tf.math.add(tf.math.mul(bytes, scale), tf.math.mul(tf.math.neg(low), scale));
    return tf.select(
        tf.math.equal(spread, tf.constant(0f)),
        x,
        ValueRange.BYTES.to(tf, ValueRange.BYTES.clip(tf, stretched), range));
  }

  @Override
  public Config config() {
    return range.config();
  }

  /** Reads Keras's configuration. */
  public static AutoContrast from(Config config) {
    config.require("data_format", Layout.CHANNELS_LAST.kerasName());
    return new AutoContrast(ValueRange.from(config));
  }
}
