package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layout;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sends each image through some operations that are drawn for it, one after the other, while
 * training: (height, width, 3), or 1 in place of 3, to the same (Keras: {@code RandAugment}; Cubuk
 * et al. 2019). They are RandomShear, RandomTranslation, RandomRotation, RandomBrightness,
 * RandomColorDegeneration, RandomContrast, RandomSharpness, RandomPosterization, Solarization,
 * AutoContrast and Equalization, each equally likely. As in Keras, one that is drawn twice varies
 * an image twice by the same numbers.
 *
 * @param numOps how many operations an image goes through, 1 or more
 * @param strength of each
 * @param layout of the images
 */
public record RandAugment(int numOps, Strength strength, Layout layout) implements Augmentation {

  static final double FACTOR = 0.5;

  public RandAugment {
    if (numOps < 1) {
      throw new IllegalArgumentException("randAugment needs 1 operation or more, got " + numOps);
    }
  }

  /** With another number of operations than 2. */
  public RandAugment numOps(int numOps) {
    return new RandAugment(numOps, strength, layout);
  }

  /** With another factor of each operation than between 0 and 0.5, in [0, 1]. */
  public RandAugment factor(double lower, double upper) {
    return new RandAugment(numOps, strength.factor(lower, upper), layout);
  }

  /** With another interpolation of moved pixels, NEAREST or BILINEAR. */
  public RandAugment interpolation(Interpolation interpolation) {
    return new RandAugment(numOps, strength.interpolation(interpolation), layout);
  }

  /** For pixels between other values than 0 and 255. */
  public RandAugment valueRange(double low, double high) {
    return new RandAugment(numOps, strength.range(low, high), layout);
  }

  /** For images (3, height, width), or 1 in place of 3. */
  public RandAugment channelsFirst() {
    return new RandAugment(numOps, strength, Layout.CHANNELS_FIRST);
  }

  private Repertoire repertoire() {
    return new Repertoire(
        Stream.of(strength.moves(), strength.colours(), strength.values())
            .flatMap(List::stream)
            .toList());
  }

  @Override
  public Shape outputShape(Shape input) {
    return Colours.requireThreeOrOne(layout, input);
  }

  @Override
  public int draws() {
    return numOps + repertoire().draws();
  }

  @Override
  public Operand<TFloat32> vary(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    return varied(tf, images, drawn).images();
  }

  @Override
  public Varied varied(Ops tf, Operand<TFloat32> images, Operand<TFloat32> drawn) {
    Repertoire repertoire = repertoire();
    int size = repertoire.operations().size();
    Operand<TFloat32> own = Drawn.columns(tf, drawn, numOps, repertoire.draws());
    List<Repertoire.Step> steps = new ArrayList<>();
    for (int i = 0; i < numOps; i++) {
      var which = Repertoire.place(tf, Drawn.column(tf, drawn, i), size);
      steps.add(new Repertoire.Step(which, own));
    }
    return repertoire.vary(tf, images, steps);
  }

  @Override
  public Config config() {
    return Config.of("num_ops", numOps).with(strength.config()).with(layout.config());
  }

  /** Reads Keras's configuration but for its seed: the draws are from the net's. */
  public static RandAugment from(Config config) {
    config.ignore("seed");
    return new RandAugment(
        config.integer("num_ops", 2), Strength.from(config, FACTOR), Layout.from(config));
  }
}
