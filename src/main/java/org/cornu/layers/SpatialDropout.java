package org.cornu.layers;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Drops whole channels while training, and scales the others by 1 / (1 - rate): (steps, channels),
 * (height, width, channels) or (depth, height, width, channels) to the same (Keras: {@code
 * SpatialDropout1D}, {@code SpatialDropout2D} and {@code SpatialDropout3D}; Tompson et al. 2014).
 *
 * @param axes of space, 1 to 3
 * @param rate the fraction set to 0, in [0, 1]
 * @param layout which axis holds the channels; of steps the last
 * @param seed of its own, if any
 */
public record SpatialDropout(int axes, double rate, Layout layout, OptionalLong seed)
    implements NoiseLayer<SpatialDropout> {

  public SpatialDropout {
    Objects.requireNonNull(layout, "spatialDropout needs a layout, got null");
    if (axes < 1 || axes > 3) {
      throw new IllegalArgumentException("spatialDropout needs 1 to 3 axes of space, got " + axes);
    }
    if (axes == 1 && layout == Layout.CHANNELS_FIRST) {
      throw new IllegalArgumentException(
          "spatialDropout1d needs the channels last, got channels first; take dropout with a"
              + " noiseShape");
    }
    Dropout.requireRate("spatialDropout", rate);
  }

  /** With channels as the first axis of a sample (Keras: {@code data_format="channels_first"}). */
  public SpatialDropout channelsFirst() {
    return new SpatialDropout(axes, rate, Layout.CHANNELS_FIRST, seed);
  }

  @Override
  public SpatialDropout seed(long seed) {
    return new SpatialDropout(axes, rate, layout, OptionalLong.of(seed));
  }

  @Override
  public boolean isOn() {
    return rate > 0;
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.requireRank(axes, layout, input);
    return input;
  }

  @Override
  public Operand<TFloat32> disturbed(LayerScope scope, Operand<TFloat32> x) {
    long[] sizes = new long[axes + 2];
    Arrays.fill(sizes, 1);
    sizes[0] = Layers.ANY;
    sizes[layout == Layout.CHANNELS_FIRST ? 1 : axes + 1] = Layers.ANY;
    return Dropout.drop(scope, x, NoiseShape.of(sizes), rate);
  }

  @Override
  public String className() {
    return "SpatialDropout" + axes + "D";
  }

  @Override
  public Config config() {
    Config config = NoiseLayer.with(Config.of("rate", rate), seed);
    return axes == 1 ? config : config.with(layout.config());
  }

  /** Reads Keras's configuration of the class of so many axes of space. */
  static SpatialDropout from(int axes, Config config) {
    Layout layout = axes == 1 ? Layout.CHANNELS_LAST : Layout.from(config);
    config.ignore("noise_shape"); // of Dropout in Keras 2, where it says nothing
    return new SpatialDropout(axes, config.number("rate"), layout, NoiseLayer.seed(config));
  }
}
