package org.cornu.layers;

import java.util.Arrays;
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
 * @param isChannelsFirst whether the channels are the first axis of a sample, not the last; not of
 *     steps
 * @param seed of its own, if any
 */
public record SpatialDropout(int axes, double rate, boolean isChannelsFirst, OptionalLong seed)
    implements NoiseLayer<SpatialDropout> {

  private static final String CHANNELS_FIRST = "channels_first";

  public SpatialDropout {
    if (axes < 1 || axes > 3) {
      throw new IllegalArgumentException("spatialDropout needs 1 to 3 axes of space, got " + axes);
    }
    if (axes == 1 && isChannelsFirst) {
      throw new IllegalArgumentException(
          "spatialDropout1d needs the channels last, got channels first; take dropout with a"
              + " noiseShape");
    }
    Dropout.requireRate("spatialDropout", rate);
  }

  /** With channels as the first axis of a sample (Keras: {@code data_format="channels_first"}). */
  public SpatialDropout channelsFirst() {
    return new SpatialDropout(axes, rate, true, seed);
  }

  @Override
  public SpatialDropout seed(long seed) {
    return new SpatialDropout(axes, rate, isChannelsFirst, OptionalLong.of(seed));
  }

  @Override
  public boolean isOn() {
    return rate > 0;
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() != axes + 1) {
      throw new IllegalArgumentException(
          "needs an input of %d axes, %d of space and one of channels, got %s"
              .formatted(axes + 1, axes, Shapes.text(input)));
    }
    return input;
  }

  @Override
  public Operand<TFloat32> disturbed(LayerScope scope, Operand<TFloat32> x) {
    long[] sizes = new long[axes + 2];
    Arrays.fill(sizes, 1);
    sizes[0] = Layers.ANY;
    sizes[isChannelsFirst ? 1 : axes + 1] = Layers.ANY;
    return Dropout.drop(scope, x, NoiseShape.of(sizes), rate);
  }

  @Override
  public String className() {
    return "SpatialDropout" + axes + "D";
  }

  @Override
  public Config config() {
    Config config = NoiseLayer.with(Config.of("rate", rate), seed);
    return axes == 1
        ? config
        : config.with("data_format", isChannelsFirst ? CHANNELS_FIRST : Shapes.CHANNELS_LAST);
  }

  /** Reads Keras's configuration of the class of so many axes of space. */
  static SpatialDropout from(int axes, Config config) {
    String format = Shapes.CHANNELS_LAST;
    if (axes > 1) {
      format = config.text("data_format", format);
      if (!format.equals(Shapes.CHANNELS_LAST) && !format.equals(CHANNELS_FIRST)) {
        throw config.wrong("data_format", "\"channels_last\" or \"channels_first\"");
      }
    }
    config.ignore("noise_shape"); // of Dropout in Keras 2, where it says nothing
    return new SpatialDropout(
        axes, config.number("rate"), format.equals(CHANNELS_FIRST), NoiseLayer.seed(config));
  }
}
