package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adds to each image and then inverts its bright pixels, as of film that saw too much light, while
 * training: (height, width, channels) to the same (Keras: {@code Solarization}).
 *
 * @param addition what is added, in [0, 1] of 255; as in Keras the lower bound is one of pixels
 * @param threshold above which pixels are inverted, in [0, 1] of 255, alike
 * @param range of the pixels
 * @param layout of the images
 */
public record Solarization(Factor addition, Factor threshold, ValueRange range, Layout layout)
    implements Augmentation {

  public Solarization {
    addition.require("solarization", 0, 1);
    threshold.require("solarization", 0, 1);
  }

  /** With other bounds of what is added; nothing is by default. */
  public Solarization addition(double lower, double upper) {
    return new Solarization(new Factor(lower, upper), threshold, range, layout);
  }

  /** With other bounds of the threshold; by default all pixels are inverted. */
  public Solarization threshold(double lower, double upper) {
    return new Solarization(addition, new Factor(lower, upper), range, layout);
  }

  /** For pixels between other values than 0 and 255. */
  public Solarization valueRange(double low, double high) {
    return new Solarization(addition, threshold, new ValueRange(low, high), layout);
  }

  @Override
  public int draws() {
    return 2;
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Operand<TFloat32> added = Drawn.perImage(tf, level(tf, addition, drawn, 0));
    Operand<TFloat32> limit = Drawn.perImage(tf, level(tf, threshold, drawn, 1));
    Operand<TFloat32> bytes = range.to(tf, images, ValueRange.BYTES);
    Operand<TFloat32> brighter = ValueRange.BYTES.clip(tf, tf.math.add(bytes, added));
    Operand<TFloat32> inverted =
        tf.select(
            tf.math.less(brighter, limit), brighter, tf.math.sub(tf.constant(255f), brighter));
    return ValueRange.BYTES.to(tf, inverted, range);
  }

  private static Operand<TFloat32> level(
      Ops tf, Factor factor, Operand<TFloat32> drawn, int column) {
    float lower = (float) factor.lower();
    float upper = (float) (factor.upper() * 255);
    return tf.math.add(
        tf.math.mul(Drawn.column(tf, drawn, column), tf.constant(upper - lower)),
        tf.constant(lower));
  }

  @Override
  public Config config() {
    return Config.of("addition_factor", addition.config())
        .with("threshold_factor", threshold.config())
        .with(range.config())
        .with(Images.configIfSaid(layout));
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static Solarization from(Config config) {
    config.ignore("seed");
    Factor none = new Factor(0, 0);
    return new Solarization(
        Factor.from(config, "addition_factor", 0, none),
        Factor.from(config, "threshold_factor", 0, none),
        ValueRange.from(config),
        Layout.from(config));
  }
}
