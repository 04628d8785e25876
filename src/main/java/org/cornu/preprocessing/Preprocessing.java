package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.cornu.config.Arguments;
import org.cornu.config.KerasClass;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;

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
    return new CenterCrop(height, width, Layout.CHANNELS_LAST);
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
        Layout.CHANNELS_LAST);
  }

  /** Mirrors half of the images both ways at once. */
  public static RandomFlip randomFlip() {
    return randomFlip(RandomFlip.Mode.HORIZONTAL_AND_VERTICAL);
  }

  /** Mirrors half of the images. */
  public static RandomFlip randomFlip(RandomFlip.Mode mode) {
    return new RandomFlip(mode, Layout.CHANNELS_LAST);
  }

  /** Turns each image by up to this part of a full turn, either way. */
  public static RandomRotation randomRotation(double factor) {
    return rotation(Factor.around(factor, -1));
  }

  /** Turns each image by a part of a full turn between two; above 0 counterclockwise. */
  public static RandomRotation randomRotation(double lower, double upper) {
    return rotation(new Factor(lower, upper));
  }

  private static RandomRotation rotation(Factor factor) {
    return new RandomRotation(factor, Filling.DEFAULT, Layout.CHANNELS_LAST);
  }

  /** Shifts each image by up to these parts of its height and width, either way. */
  public static RandomTranslation randomTranslation(double height, double width) {
    return new RandomTranslation(
        Factor.around(height, -1), Factor.around(width, -1), Filling.DEFAULT, Layout.CHANNELS_LAST);
  }

  /** Shows up to this part less or more of each image, the same of height and width. */
  public static RandomZoom randomZoom(double factor) {
    return new RandomZoom(
        Factor.around(factor, -1), Optional.empty(), Filling.DEFAULT, Layout.CHANNELS_LAST);
  }

  /** Shows up to these parts less or more of each image's height and width. */
  public static RandomZoom randomZoom(double height, double width) {
    return new RandomZoom(
        Factor.around(height, -1),
        Optional.of(Factor.around(width, -1)),
        Filling.DEFAULT,
        Layout.CHANNELS_LAST);
  }

  /** Slants each image by up to so many pixels a row and a column, in [0, 1], either way. */
  public static RandomShear randomShear(double x, double y) {
    return new RandomShear(
        Factor.around(x, -1), Factor.around(y, -1), Filling.DEFAULT, Layout.CHANNELS_LAST);
  }

  /** A part of each image, somewhere in it, so many pixels high and wide. */
  public static RandomCrop randomCrop(int height, int width) {
    return new RandomCrop(height, width, Layout.CHANNELS_LAST);
  }

  /**
   * More contrast in each image, up to {@code 1 + factor} times as much: Keras 3.15 takes one
   * number so, against its documentation.
   */
  public static RandomContrast randomContrast(double factor) {
    return randomContrast(0, factor);
  }

  /** Between {@code 1 - lower} and {@code 1 + upper} times as much contrast in each image. */
  public static RandomContrast randomContrast(double lower, double upper) {
    return new RandomContrast(new Factor(lower, upper), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Makes each image brighter or darker by up to this part of the range. */
  public static RandomBrightness randomBrightness(double factor) {
    return brightness(Factor.around(factor, -1));
  }

  /** Makes each image brighter by a part of the range between two; below 0 darker. */
  public static RandomBrightness randomBrightness(double lower, double upper) {
    return brightness(new Factor(lower, upper));
  }

  private static RandomBrightness brightness(Factor factor) {
    return new RandomBrightness(factor, ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /**
   * Makes colours stronger or weaker: 0 takes all colour away, 0.5 leaves it, 1 makes it as strong
   * as it can be. One number stands in Keras for all from {@code -factor} on.
   */
  public static RandomSaturation randomSaturation(double factor) {
    return saturation(Factor.around(factor, -1));
  }

  /** The same between two numbers, such as 0.4 and 0.6. */
  public static RandomSaturation randomSaturation(double lower, double upper) {
    return saturation(new Factor(lower, upper));
  }

  private static RandomSaturation saturation(Factor factor) {
    return new RandomSaturation(factor, ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Turns the hues of each image by up to this part of half a turn, either way. */
  public static RandomHue randomHue(double factor) {
    return randomHue(0, factor);
  }

  /** Turns the hues of each image by a part of half a turn between two, either way. */
  public static RandomHue randomHue(double lower, double upper) {
    return new RandomHue(new Factor(lower, upper), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Paints a box of noise over each image, with a chance that is drawn up to 1. */
  public static RandomErasing randomErasing() {
    return randomErasing(0, 1);
  }

  /** Paints a box of noise over each image, with a chance that is drawn between two. */
  public static RandomErasing randomErasing(double lower, double upper) {
    return new RandomErasing(
        new Factor(lower, upper),
        new Factor(0.02, 0.33),
        List.of(),
        ValueRange.BYTES,
        Layout.CHANNELS_LAST);
  }

  /** Turns an image into its negative, with a chance that is drawn between two. */
  public static RandomInvert randomInvert(double lower, double upper) {
    return new RandomInvert(new Factor(lower, upper), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Takes the colours away from an image, with this chance. */
  public static RandomGrayscale randomGrayscale(double factor) {
    return new RandomGrayscale(factor, Layout.CHANNELS_LAST);
  }

  /** Mixes each image with so much of its grey copy, between two. */
  public static RandomColorDegeneration randomColorDegeneration(double lower, double upper) {
    return new RandomColorDegeneration(
        new Factor(lower, upper), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Makes images sharper or more blurred: 0.5 leaves them as they are. */
  public static RandomSharpness randomSharpness(double lower, double upper) {
    return new RandomSharpness(new Factor(lower, upper), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Leaves each channel so many bits, from {@code lower} on and below {@code upper}. */
  public static RandomPosterization randomPosterization(int lower, int upper) {
    return new RandomPosterization(lower, upper, ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Varies what its options say: {@code randomColorJitter().hue(0, 0.2)}. */
  public static RandomColorJitter randomColorJitter() {
    return new RandomColorJitter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ValueRange.BYTES);
  }

  /** Blurs an image, with a chance that is drawn between two. */
  public static RandomGaussianBlur randomGaussianBlur(double lower, double upper) {
    return new RandomGaussianBlur(
        new Factor(lower, upper), 3, new Factor(0, 1), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Shows an image from another side, with a chance that is drawn up to 1. */
  public static RandomPerspective randomPerspective() {
    return randomPerspective(0, 1);
  }

  /** Shows an image from another side, with a chance that is drawn between two. */
  public static RandomPerspective randomPerspective(double lower, double upper) {
    return new RandomPerspective(
        new Factor(lower, upper),
        1,
        new Filling(FillMode.CONSTANT, 0, Interpolation.BILINEAR),
        Layout.CHANNELS_LAST);
  }

  /** Distorts an image as if it were drawn on rubber, with a chance that is drawn up to 1. */
  public static RandomElasticTransform randomElasticTransform() {
    return randomElasticTransform(0, 1);
  }

  /** Distorts an image as if it were drawn on rubber, with a chance that is drawn between two. */
  public static RandomElasticTransform randomElasticTransform(double lower, double upper) {
    return new RandomElasticTransform(
        new Factor(lower, upper),
        new Factor(0, 1),
        Filling.DEFAULT,
        ValueRange.BYTES,
        Layout.CHANNELS_LAST);
  }

  /** Sends each image through two operations that are drawn for it. */
  public static RandAugment randAugment() {
    return new RandAugment(2, Strength.of(RandAugment.FACTOR), Layout.CHANNELS_LAST);
  }

  /** Mixes each image with what three chains of operations make of it. */
  public static AugMix augMix() {
    return new AugMix(new Chains(3, 3, 1), Strength.of(AugMix.FACTOR), true, Layout.CHANNELS_LAST);
  }

  /** Inverts bright pixels. */
  public static Solarization solarization() {
    Factor none = new Factor(0, 0);
    return new Solarization(none, none, ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Stretches each channel of each image over the whole range. */
  public static AutoContrast autoContrast() {
    return new AutoContrast(ValueRange.BYTES);
  }

  /** Spreads the values of each channel of each image evenly over the range. */
  public static Equalization equalization() {
    return new Equalization(256, ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Spreads the values of each channel over the range within each tile of an image (CLAHE). */
  public static ContrastLimitedAdaptiveHistogramEqualization
      contrastLimitedAdaptiveHistogramEqualization() {
    return new ContrastLimitedAdaptiveHistogramEqualization(
        4, new Tiles(8, 8), ValueRange.BYTES, Layout.CHANNELS_LAST);
  }

  /** Lays another image of the batch over each. */
  public static MixUp mixUp() {
    return new MixUp(0.2, Layout.CHANNELS_LAST);
  }

  /** Puts a box of another image of the batch into each. */
  public static CutMix cutMix() {
    return new CutMix(new Factor(0, 1), Layout.CHANNELS_LAST);
  }

  /** How loud which pitches are in a sound over time. */
  public static MelSpectrogram melSpectrogram() {
    return new MelSpectrogram(
        new MelScale(128, 16000, 20, 8000),
        new SoundFrames(2048, 2048, 512, Optional.of(SoundFrames.Window.HANN)),
        2,
        Optional.of(Decibels.DEFAULT));
  }

  /** A row of ones at the places of a sample's numbers, of so many categories. */
  public static CategoryEncoding categoryEncoding(int tokens) {
    return new CategoryEncoding(tokens, OutputMode.MULTI_HOT);
  }

  /** The number of the bin between boundaries that each number lies in. */
  public static Discretization discretization(double... boundaries) {
    return new Discretization(
        Numbers.list("discretization needs a finite boundary or several", boundaries),
        OptionalInt.empty(),
        0.01,
        OutputMode.INT);
  }

  /** The same with so many bins, whose boundaries it finds by {@code adapt}. */
  public static Discretization discretization(int bins) {
    return new Discretization(List.of(), OptionalInt.of(bins), 0.01, OutputMode.INT);
  }

  /** Numbers of any kind as those of so many bins. */
  public static Hashing hashing(int bins) {
    return new Hashing(bins, Optional.empty(), Optional.empty(), OutputMode.INT);
  }

  /** Numbers and texts, several taken together, as those of so many bins. */
  public static HashedCrossing hashedCrossing(int bins) {
    return new HashedCrossing(bins, OutputMode.INT);
  }

  /** Numbers of any kind as those of places in a vocabulary; of none, it finds one by adapt. */
  public static IntegerLookup integerLookup(long... vocabulary) {
    Objects.requireNonNull(vocabulary, "integerLookup needs a vocabulary, or none, got null");
    return new IntegerLookup(
        new Vocabulary<>(
            Arrays.stream(vocabulary).boxed().toList(),
            Optional.empty(),
            -1L,
            LookupOptions.DEFAULT));
  }

  /** Texts as numbers of places in a vocabulary; of none, it finds one by adapt. */
  public static StringLookup stringLookup(String... vocabulary) {
    return new StringLookup(
        new Vocabulary<>(
            Arguments.list("stringLookup needs a vocabulary, or none", vocabulary),
            Optional.empty(),
            "[UNK]",
            LookupOptions.DEFAULT));
  }

  /** Texts as numbers of their words in a vocabulary; of none, it finds one by adapt. */
  public static TextVectorization textVectorization(String... vocabulary) {
    return TextVectorization.of(stringLookup(vocabulary));
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Layer.class, AugMix.class, AugMix::from));
    rows.add(KerasClass.of(Layer.class, AutoContrast.class, AutoContrast::from));
    rows.add(KerasClass.of(Layer.class, CategoryEncoding.class, CategoryEncoding::from));
    rows.add(KerasClass.of(Layer.class, CenterCrop.class, CenterCrop::from));
    rows.add(
        KerasClass.of(
            Layer.class,
            ContrastLimitedAdaptiveHistogramEqualization.class,
            ContrastLimitedAdaptiveHistogramEqualization::from));
    rows.add(KerasClass.of(Layer.class, CutMix.class, CutMix::from));
    rows.add(KerasClass.of(Layer.class, Discretization.class, Discretization::from));
    rows.add(KerasClass.of(Layer.class, Equalization.class, Equalization::from));
    rows.add(KerasClass.of(Layer.class, HashedCrossing.class, HashedCrossing::from));
    rows.add(KerasClass.of(Layer.class, Hashing.class, Hashing::from));
    rows.add(KerasClass.of(Layer.class, IntegerLookup.class, IntegerLookup::from));
    rows.add(KerasClass.of(Layer.class, MelSpectrogram.class, MelSpectrogram::from));
    rows.add(KerasClass.of(Layer.class, MixUp.class, MixUp::from));
    rows.add(KerasClass.of(Layer.class, Normalization.class, Normalization::from));
    rows.add(KerasClass.of(Layer.class, RandAugment.class, RandAugment::from));
    rows.add(KerasClass.of(Layer.class, RandomBrightness.class, RandomBrightness::from));
    rows.add(
        KerasClass.of(Layer.class, RandomColorDegeneration.class, RandomColorDegeneration::from));
    rows.add(KerasClass.of(Layer.class, RandomColorJitter.class, RandomColorJitter::from));
    rows.add(KerasClass.of(Layer.class, RandomContrast.class, RandomContrast::from));
    rows.add(KerasClass.of(Layer.class, RandomCrop.class, RandomCrop::from));
    rows.add(
        KerasClass.of(Layer.class, RandomElasticTransform.class, RandomElasticTransform::from));
    rows.add(KerasClass.of(Layer.class, RandomErasing.class, RandomErasing::from));
    rows.add(KerasClass.of(Layer.class, RandomFlip.class, RandomFlip::from));
    rows.add(KerasClass.of(Layer.class, RandomGaussianBlur.class, RandomGaussianBlur::from));
    rows.add(KerasClass.of(Layer.class, RandomGrayscale.class, RandomGrayscale::from));
    rows.add(KerasClass.of(Layer.class, RandomHue.class, RandomHue::from));
    rows.add(KerasClass.of(Layer.class, RandomInvert.class, RandomInvert::from));
    rows.add(KerasClass.of(Layer.class, RandomPerspective.class, RandomPerspective::from));
    rows.add(KerasClass.of(Layer.class, RandomPosterization.class, RandomPosterization::from));
    rows.add(KerasClass.of(Layer.class, RandomRotation.class, RandomRotation::from));
    rows.add(KerasClass.of(Layer.class, RandomSaturation.class, RandomSaturation::from));
    rows.add(KerasClass.of(Layer.class, RandomSharpness.class, RandomSharpness::from));
    rows.add(KerasClass.of(Layer.class, RandomShear.class, RandomShear::from));
    rows.add(KerasClass.of(Layer.class, RandomTranslation.class, RandomTranslation::from));
    rows.add(KerasClass.of(Layer.class, RandomZoom.class, RandomZoom::from));
    rows.add(KerasClass.of(Layer.class, Rescaling.class, Rescaling::from));
    rows.add(KerasClass.of(Layer.class, Resizing.class, Resizing::from));
    rows.add(KerasClass.of(Layer.class, Solarization.class, Solarization::from));
    rows.add(KerasClass.of(Layer.class, StringLookup.class, StringLookup::from));
    rows.add(KerasClass.of(Layer.class, TextVectorization.class, TextVectorization::from));
    return rows;
  }
}
