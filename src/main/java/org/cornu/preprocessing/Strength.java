package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;

/**
 * How strongly {@link RandAugment} and {@link AugMix} vary images: one factor for all of their
 * operations.
 *
 * @param factor of each, in [0, 1]; its upper bound says how many bits posterization leaves, 8
 *     times as many
 * @param interpolation of those that move pixels, NEAREST or BILINEAR
 * @param range of the pixels
 */
public record Strength(Factor factor, Interpolation interpolation, ValueRange range) {

  private static final Layout LAST = Layout.CHANNELS_LAST;

  public Strength {
    factor.require("an augmentation by operations", 0, 1);
    Filling.DEFAULT.interpolation(interpolation); // checks it
  }

  static Strength of(double upper) {
    return new Strength(new Factor(0, upper), Interpolation.BILINEAR, ValueRange.BYTES);
  }

  Strength factor(double lower, double upper) {
    return new Strength(new Factor(lower, upper), interpolation, range);
  }

  Strength interpolation(Interpolation interpolation) {
    return new Strength(factor, interpolation, range);
  }

  Strength range(double low, double high) {
    return new Strength(factor, interpolation, new ValueRange(low, high));
  }

  /** Those that move pixels, in Keras's order. */
  List<Varying> moves() {
    Filling filling = Filling.DEFAULT.interpolation(interpolation);
    return List.of(
        new RandomShear(factor, factor, filling, LAST),
        new RandomTranslation(factor, factor, filling, LAST),
        new RandomRotation(factor, filling, LAST));
  }

  /** Those that change light and colours. */
  List<Varying> colours() {
    return List.of(
        new RandomBrightness(factor, range, LAST),
        new RandomColorDegeneration(factor, range, LAST),
        new RandomContrast(factor, range, LAST),
        new RandomSharpness(factor, range, LAST));
  }

  /** Those that look at a pixel's value. */
  List<Varying> values() {
    int bits = Math.max(1, (int) (8 * factor.upper()));
    return List.of(
        new RandomPosterization(1, bits, range, LAST),
        new Solarization(factor, factor, range, LAST),
        new AutoContrast(range),
        new Equalization(256, range, LAST));
  }

  Config config() {
    return Config.of("factor", factor.config())
        .with("interpolation", interpolation.kerasName())
        .with(range.config());
  }

  static Strength from(Config config, double upper) {
    return new Strength(
        Factor.from(config, "factor", 0, new Factor(0, upper)),
        Interpolation.from(config, Interpolation.BILINEAR),
        ValueRange.from(config));
  }
}
