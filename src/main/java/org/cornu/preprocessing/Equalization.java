package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Spreads the values of each channel of each image evenly over the range, by their histogram, in
 * training and in inference alike: (height, width, channels) to the same (Keras: {@code
 * Equalization}). A channel whose values are all of one bin stays as it is. No gradient flows
 * through the others.
 *
 * <p>Here each image is equalized by itself, as Keras equalizes one that comes alone. Of a batch,
 * Keras 3.15 counts the pixels of all images together; against its documentation it does nothing
 * for {@code training=False}; and it builds no model with this layer, whose output it takes for a
 * cycle.
 *
 * @param bins of the histogram, 2 or more
 * @param range of the pixels
 * @param layout of the images
 */
public record Equalization(int bins, ValueRange range, Layout layout)
    implements UnaryLayer, Varying {

  public Equalization {
    if (bins < 2) {
      throw new IllegalArgumentException("equalization needs 2 bins or more, got " + bins);
    }
  }

  /** With another number of bins than 256. */
  public Equalization bins(int bins) {
    return new Equalization(bins, range, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public Equalization valueRange(double low, double high) {
    return new Equalization(bins, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public Equalization channelsFirst() {
    return new Equalization(bins, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    Images.last(layout, input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    return layout.stored(tf, equalized(tf, layout.last(tf, x)));
  }

  @Override
  public int draws() {
    return 0;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return equalized(tf, images);
  }

  private Operand<TFloat32> equalized(Ops tf, Operand<TFloat32> images) {
    Operand<TFloat32> planes = tf.linalg.transpose(images, tf.array(0, 3, 1, 2));
    Operand<TFloat32> bytes = scaled(tf, planes, range, ValueRange.BYTES);
    Operand<TInt32> rows =
        tf.math.mul(Drawn.size(tf, planes, 0), Drawn.size(tf, planes, 1)); // a channel each
    Operand<TInt32> columns = tf.math.mul(Drawn.size(tf, planes, 2), Drawn.size(tf, planes, 3));
    Operand<TFloat32> channels = tf.reshape(bytes, tf.stack(List.of(rows, columns)));
    Operand<TFloat32> spread = tf.reshape(spread(tf, channels), tf.shape(planes));
    return tf.linalg.transpose(scaled(tf, spread, ValueRange.BYTES, range), tf.array(0, 2, 3, 1));
  }

  /** Values of 0 to 255 in rows, each by its own histogram: (rows, values) to the same. */
  private Operand<TFloat32> spread(Ops tf, Operand<TFloat32> bytes) {
    Operand<TFloat32> last = tf.constant(bins - 1f);
    Operand<TInt32> counted =
        Histograms.bin(tf, tf.math.div(tf.math.mul(bytes, last), tf.constant(255f)), bins);
    // In float64, as by Keras: a share of pixels may lie close to the middle between two values.
    Operand<TFloat64> sums =
        tf.math.cumsum(
            Histograms.of(tf, counted, tf.constant(new double[0]), bins), tf.constant(1));
    Operand<TFloat64> none = tf.constant(0.0);
    Operand<TFloat64> all = tf.reduceMax(sums, tf.constant(1), ReduceMax.keepDims(true));
    Operand<TFloat64> first =
        tf.reduceMin(
            tf.select(tf.math.greater(sums, none), sums, all),
            tf.constant(1),
            ReduceMin.keepDims(true));
    Operand<TFloat64> shares =
        tf.math.divNoNan(
            tf.math.mul(tf.math.sub(sums, first), tf.constant(255.0)), tf.math.sub(all, first));
    Operand<TFloat64> table = tf.clipByValue(tf.math.rint(shares), none, tf.constant(255.0));
    // As Keras rounds here, a value may be looked up in the bin below the one it was counted in.
    Operand<TInt32> sought =
        Histograms.bin(tf, tf.math.mul(tf.math.div(bytes, tf.constant(255f)), last), bins);
    Operand<TFloat32> found =
        tf.dtypes.cast(
            tf.gather(table, sought, tf.constant(1), Gather.batchDims(1L)), TFloat32.class);
    return tf.select(tf.math.equal(all, first), bytes, tf.stopGradient(found));
  }

  /** By Keras's formula for this layer alone, whose roundings decide between two bins. */
  private static Operand<TFloat32> scaled(
      Ops tf, Operand<TFloat32> x, ValueRange from, ValueRange to) {
    if (from.equals(to)) {
      return x;
    }
    double scale = (to.high() - to.low()) / (from.high() - from.low());
    double offset = to.low() - from.low() * scale;
    return tf.math.add(tf.math.mul(x, tf.constant((float) scale)), tf.constant((float) offset));
  }

  @Override
  public Config config() {
    return Config.of("bins", bins).with(range.config()).with(layout.config());
  }

  /** Reads Keras's configuration. */
  public static Equalization from(Config config) {
    return new Equalization(
        config.integer("bins", 256), ValueRange.from(config), Layout.from(config));
  }
}
