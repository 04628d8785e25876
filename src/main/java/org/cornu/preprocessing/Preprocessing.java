package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.KerasClass;
import org.cornu.layers.Layer;

/**
 * Layers that make numbers ready for a net, and vary them in training, by Keras's names and with
 * Keras's defaults, to be imported statically. Those whose names begin with {@code random}, and
 * mixUp and cutMix, change nothing outside training.
 */
public final class Preprocessing {

  private Preprocessing() {}

  /** x * scale, in training and in inference alike: {@code rescaling(1.0 / 255)}. */
  public static Rescaling rescaling(double... scale) {
    return new Rescaling(
        Numbers.list("rescaling needs a finite scale or several", scale), List.of(0.0));
  }

  /** Brings each place of the last axis to mean 0 and variance 1, once it has adapted to data. */
  public static Normalization normalization() {
    return new Normalization(List.of(-1), false, Optional.empty(), Optional.empty());
  }

  /** The same by a mean and a variance that are known. */
  public static Normalization normalization(double mean, double variance) {
    return new Normalization(
        List.of(-1),
        false,
        Optional.of(new Moments(List.of(), List.of(mean), List.of(variance))),
        Optional.empty());
  }

  /** The same by means and variances that are known, one for each place of the last axis. */
  public static Normalization normalization(double[] means, double[] variances) {
    List<Double> mean = Numbers.list("normalization needs finite means", means);
    List<Double> variance = Numbers.list("normalization needs finite variances", variances);
    return new Normalization(
        List.of(-1),
        false,
        Optional.of(new Moments(List.of(mean.size()), mean, variance)),
        Optional.empty());
  }

  /** The middle of each image, so many pixels high and wide. */
  public static CenterCrop centerCrop(int height, int width) {
    return new CenterCrop(height, width, DataFormat.CHANNELS_LAST);
  }

  /** Images in another size. */
  public static Resizing resizing(int height, int width) {
    return new Resizing(
        height,
        width,
        Interpolation.BILINEAR,
        Resizing.Aspect.STRETCH,
        0,
        false,
        DataFormat.CHANNELS_LAST);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Layer.class, CenterCrop.class, CenterCrop::from));
    rows.add(KerasClass.of(Layer.class, Normalization.class, Normalization::from));
    rows.add(KerasClass.of(Layer.class, Rescaling.class, Rescaling::from));
    rows.add(KerasClass.of(Layer.class, Resizing.class, Resizing::from));
    return rows;
  }
}
