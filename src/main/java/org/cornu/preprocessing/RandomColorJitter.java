package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Varies brightness, contrast, saturation and hue of each image, in this order, while training:
 * (height, width, 3) to the same (Keras: {@code RandomColorJitter}).
 *
 * @param brightness as of {@link RandomBrightness}; empty to leave it
 * @param contrast as of {@link RandomContrast}; empty to leave it
 * @param saturation as of {@link RandomSaturation}; empty to leave it
 * @param hue as of {@link RandomHue}; empty to leave it
 * @param range of the pixels
 */
public record RandomColorJitter(
    Optional<Factor> brightness,
    Optional<Factor> contrast,
    Optional<Factor> saturation,
    Optional<Factor> hue,
    ValueRange range)
    implements Augmentation {

  public RandomColorJitter {
    parts(brightness, contrast, saturation, hue, range); // each checks its factor
  }

  /** With another brightness, by a part of the range between two. */
  public RandomColorJitter brightness(double lower, double upper) {
    return new RandomColorJitter(
        Optional.of(new Factor(lower, upper)), contrast, saturation, hue, range);
  }

  /** With another contrast, between {@code 1 - lower} and {@code 1 + upper} times as much. */
  public RandomColorJitter contrast(double lower, double upper) {
    return new RandomColorJitter(
        brightness, Optional.of(new Factor(lower, upper)), saturation, hue, range);
  }

  /** With another saturation: 0.5 leaves it as it is. */
  public RandomColorJitter saturation(double lower, double upper) {
    return new RandomColorJitter(
        brightness, contrast, Optional.of(new Factor(lower, upper)), hue, range);
  }

  /** With other hues, by a part of half a turn between two, either way. */
  public RandomColorJitter hue(double lower, double upper) {
    return new RandomColorJitter(
        brightness, contrast, saturation, Optional.of(new Factor(lower, upper)), range);
  }

  /** For pixels between other values than 0 and 255. */
  public RandomColorJitter valueRange(double low, double high) {
    return new RandomColorJitter(brightness, contrast, saturation, hue, new ValueRange(low, high));
  }

  private static List<Augmentation> parts(
      Optional<Factor> brightness,
      Optional<Factor> contrast,
      Optional<Factor> saturation,
      Optional<Factor> hue,
      ValueRange range) {
    Layout last = Layout.CHANNELS_LAST;
    List<Augmentation> parts = new ArrayList<>();
    brightness.ifPresent(each -> parts.add(new RandomBrightness(each, range, last)));
    contrast.ifPresent(each -> parts.add(new RandomContrast(each, range, last)));
    saturation.ifPresent(each -> parts.add(new RandomSaturation(each, range, last)));
    hue.ifPresent(each -> parts.add(new RandomHue(each, range, last)));
    return parts;
  }

  private List<Augmentation> parts() {
    return parts(brightness, contrast, saturation, hue, range);
  }

  @Override
  public Layout layout() {
    return Layout.CHANNELS_LAST;
  }

  @Override
  public Shape outputShape(Shape input) {
    return Colours.requireThree(layout(), input);
  }

  @Override
  public int draws() {
    return parts().stream().mapToInt(Augmentation::draws).sum();
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> varied = images;
    int first = 0;
    for (Augmentation part : parts()) {
      varied = part.vary(tf, varied, Drawn.columns(tf, drawn, first, part.draws()));
      first += part.draws();
    }
    return varied;
  }

  @Override
  public Config config() {
    Config config = range.config();
    config = with(config, "brightness_factor", brightness);
    config = with(config, "contrast_factor", contrast);
    config = with(config, "saturation_factor", saturation);
    return with(config, "hue_factor", hue);
  }

  private static Config with(Config config, String key, Optional<Factor> factor) {
    return factor.isPresent() ? config.with(key, factor.get().config()) : config;
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandomColorJitter from(Config config) {
    config.ignore("seed");
    config.require("data_format", Layout.CHANNELS_LAST.kerasName());
    return new RandomColorJitter(
        factor(config, "brightness_factor", -1),
        factor(config, "contrast_factor", 0),
        factor(config, "saturation_factor", -1),
        factor(config, "hue_factor", 0),
        ValueRange.from(config));
  }

  private static Optional<Factor> factor(Config config, String key, double least) {
    return config.has(key) ? Optional.of(Factor.from(config, key, least)) : Optional.empty();
  }
}
