package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layout;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Spreads the values of each channel evenly over the range within each tile of an image, no further
 * than a limit, and blends neighbouring tiles, in training and in inference alike: (height, width,
 * channels) to the same (Keras: {@code ContrastLimitedAdaptiveHistogramEqualization}; Zuiderveld
 * 1994). An image whose size is no multiple of the tiles is mirrored at its lower and right edge,
 * so it must be at least half as large as the grid. No gradient flows through.
 *
 * @param clipLimit how many times its even share of a tile's pixels a value counts at most; what is
 *     beyond is dealt out among all values; 0 for no limit
 * @param tiles into which an image is cut
 * @param range of the pixels
 * @param layout of the images
 */
public record ContrastLimitedAdaptiveHistogramEqualization(
    double clipLimit, Tiles tiles, ValueRange range, Layout layout) implements UnaryLayer {

  private static final int VALUES = 256;

  public ContrastLimitedAdaptiveHistogramEqualization {
    if (!(clipLimit >= 0 && Double.isFinite(clipLimit))) {
      throw new IllegalArgumentException(
          "contrastLimitedAdaptiveHistogramEqualization needs a finite clip limit, 0 for none, got "
              + clipLimit);
    }
  }

  /** With another limit than 4; 0 for none. */
  public ContrastLimitedAdaptiveHistogramEqualization clipLimit(double clipLimit) {
    return new ContrastLimitedAdaptiveHistogramEqualization(clipLimit, tiles, range, layout);
  }

  /** With other numbers of tiles, down and across, than 8 and 8. */
  public ContrastLimitedAdaptiveHistogramEqualization tileGridSize(int down, int across) {
    return new ContrastLimitedAdaptiveHistogramEqualization(
        clipLimit, new Tiles(down, across), range, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public ContrastLimitedAdaptiveHistogramEqualization valueRange(double low, double high) {
    return new ContrastLimitedAdaptiveHistogramEqualization(
        clipLimit, tiles, new ValueRange(low, high), layout);
  }

  /** For images (channels, height, width). */
  public ContrastLimitedAdaptiveHistogramEqualization channelsFirst() {
    return new ContrastLimitedAdaptiveHistogramEqualization(
        clipLimit, tiles, range, Layout.CHANNELS_FIRST);
  }

  @Override
  public Shape outputShape(Shape input) {
    tiles.require(Images.last(layout, input));
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> bytes = range.to(tf, layout.last(tf, x), ValueRange.BYTES);
    var values = Histograms.bin(tf, bytes, VALUES);
    var pixels = tiles.cut(tf, values);
    Operand<TFloat32> counts = Histograms.of(tf, pixels, tf.constant(new float[0]), VALUES);
    Operand<TFloat32> size = Drawn.extent(tf, pixels, 1);
    Operand<TFloat32> spread = tiles.blended(tf, values, table(tf, counts, size), VALUES);
    return layout.stored(tf, tf.stopGradient(ValueRange.BYTES.to(tf, spread, range)));
  }

  /** What each value of a tile becomes: (tiles, values) to the same. */
  private Operand<TFloat32> table(Ops tf, Operand<TFloat32> counts, Operand<TFloat32> size) {
    Operand<TFloat32> sums = tf.math.cumsum(limited(tf, counts, size), tf.constant(1));
    Operand<TFloat32> least = tf.reduceMin(sums, tf.constant(1), ReduceMin.keepDims(true));
    Operand<TFloat32> shares =
        tf.math.divNoNan(
            tf.math.mul(tf.math.sub(sums, least), tf.constant(255f)), tf.math.sub(size, least));
    return ValueRange.BYTES.clip(tf, shares);
  }

  private Operand<TFloat32> limited(Ops tf, Operand<TFloat32> counts, Operand<TFloat32> size) {
    if (clipLimit == 0) {
      return counts;
    }
    Operand<TFloat32> most =
        tf.math.div(tf.math.mul(tf.constant((float) clipLimit), size), tf.constant(1f * VALUES));
    Operand<TFloat32> held = tf.math.minimum(counts, most);
    Operand<TFloat32> beyond =
        tf.reduceSum(tf.math.sub(counts, held), tf.constant(1), ReduceSum.keepDims(true));
    return tf.math.add(held, tf.math.div(beyond, tf.constant(1f * VALUES)));
  }

  @Override
  public Config config() {
    return Config.of("clip_limit", clipLimit)
        .with("tile_grid_size", List.of(tiles.down(), tiles.across()))
        .with(range.config())
        .with(layout.config());
  }

  /** Reads Keras's configuration. */
  public static ContrastLimitedAdaptiveHistogramEqualization from(Config config) {
    return new ContrastLimitedAdaptiveHistogramEqualization(
        Math.max(0, config.number("clip_limit", 4)), // as to Keras, below 0 is no limit too
        Tiles.from(config),
        ValueRange.from(config),
        Layout.from(config));
  }
}
