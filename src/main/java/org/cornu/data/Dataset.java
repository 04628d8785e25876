package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cornu.random.Seed;

/**
 * Samples: inputs of a net, with labels or with none.
 *
 * <p>One input, and one label a sample:
 *
 * <pre>{@code
 * Dataset digits = Dataset.of(pixels, new int[] {28, 28, 1}, classes);
 * }</pre>
 *
 * Any number of inputs and targets, each of a name, a type and a shape:
 *
 * <pre>{@code
 * Dataset pages = Dataset.of(Part.pixels("image", pixels, 28, 28, 1), Part.ints("tokens", ids, 32))
 *     .withTargets(Part.classes("digit", digits), Part.floats("box", boxes, 4))
 *     .withWeights(weights);
 * }</pre>
 *
 * <p>Samples are row-major with the channels last, one after another. The arrays are used as they
 * are, not copied: do not change them afterwards. A part of a dataset is a view of the same arrays.
 * Samples may also stay where they are: {@link Idx#stream}, {@link ImageFolder#stream}, {@link
 * Source}.
 */
public sealed interface Dataset extends Labels, Rows permits SampleView {

  /**
   * What an unsigned byte is multiplied with. Multiplied, never divided by, here and in graphs: the
   * numbers then agree to the bit.
   */
  float PIXEL_SCALE = 1f / 255f;

  /**
   * Samples with class indices: an input "features", a target "labels".
   *
   * @param features finite numbers, {@code classes.length} times the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @param classes the class of each sample, from 0 on
   * @throws IllegalArgumentException if the sizes disagree or a value is out of range
   */
  static Dataset of(float[] features, int[] shape, int[] classes) {
    return Single.of(features, shape, Part.labels(classes));
  }

  /** The same of pixels: an unsigned byte stands for its value times {@code 1f / 255f}. */
  static Dataset of(byte[] pixels, int[] shape, int[] classes) {
    return Single.of(pixels, shape, Part.labels(classes));
  }

  /**
   * Samples with vectors as labels: an input "features", a target "labels".
   *
   * @param features finite numbers, {@code vectors.length} times the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @param vectors one vector of finite numbers a sample, all of the same width
   * @throws IllegalArgumentException if the sizes disagree or a value is out of range
   */
  static Dataset of(float[] features, int[] shape, float[][] vectors) {
    return Single.of(features, shape, Part.labels(vectors));
  }

  /** The same of pixels: an unsigned byte stands for its value times {@code 1f / 255f}. */
  static Dataset of(byte[] pixels, int[] shape, float[][] vectors) {
    return Single.of(pixels, shape, Part.labels(vectors));
  }

  /**
   * Samples without labels, for prediction: an input "features".
   *
   * @param features finite numbers, a multiple of the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @throws IllegalArgumentException if the sizes disagree or a value is not finite
   */
  static Dataset of(float[] features, int[] shape) {
    return Single.of(features, shape, null);
  }

  /** The same of pixels: an unsigned byte stands for its value times {@code 1f / 255f}. */
  static Dataset of(byte[] pixels, int[] shape) {
    return Single.of(pixels, shape, null);
  }

  /**
   * Samples of named inputs, without targets.
   *
   * @param inputs one or more, of the same number of samples and a name each
   * @throws IllegalArgumentException if the sizes disagree, or two have one name
   */
  static Dataset of(Part... inputs) {
    requireNonNull(inputs, "Dataset.of needs inputs, got null");
    return SampleView.of(new Parts(SampleView.parts("Dataset.of", inputs), List.of(), Map.of()));
  }

  /**
   * Samples that are read from a source, again in each epoch.
   *
   * @throws IllegalArgumentException if the source has no sample or no input, or two parts of one
   *     name
   */
  static Dataset of(Source source) {
    requireNonNull(source, "Dataset.of needs a source, got null");
    return SampleView.of(OpenSource.parts(source));
  }

  /**
   * The same inputs with targets, each under the name of the net's output, in place of those there
   * were, and their weights. They are given before the samples are weighed, shuffled or parted.
   *
   * @param targets of as many samples, in the same order
   * @throws IllegalArgumentException if the sizes disagree, or two parts have one name
   * @throws IllegalStateException if this is a part of a data set, or in another order
   */
  Dataset withTargets(Part... targets);

  /**
   * The same samples with a weight each, by which the loss of every target is multiplied, as
   * Keras's {@code sample_weight}; others they had are replaced.
   *
   * @param weights one a sample, finite; a negative one counts as such, as in Keras
   * @throws IllegalArgumentException if there are more or fewer, or one is not finite
   * @throws IllegalStateException if there are no targets
   */
  Dataset withWeights(float[] weights);

  /**
   * The same for one target.
   *
   * @param target its name
   */
  Dataset withWeights(String target, float[] weights);

  /**
   * The same samples weighed after their class, as by Keras's {@code class_weight}: 1 for a class
   * that is not named. Of vectors the class is that of the greatest number, of one number the
   * number rounded.
   *
   * @param weights by class id, finite
   * @throws IllegalArgumentException if a sample has several classes, or several axes
   * @throws IllegalStateException if there are weights, no target or several, as in Keras
   */
  Dataset withClassWeights(Map<Integer, Double> weights);

  /** The number of samples, 1 or more. */
  int size();

  /** What goes into a net. */
  List<PartSpec> inputs();

  /** What is to be predicted; empty for data to predict only. */
  List<PartSpec> targets();

  /** By a target's name, the part of its weights: one float a sample. */
  Map<String, PartSpec> weights();

  /** All that can be read: inputs, targets, weights. */
  List<PartSpec> parts();

  /**
   * The same samples with one target, for {@link Labels}.
   *
   * @param name one of {@link #targets}
   * @throws IllegalArgumentException if there is none of that name
   */
  Dataset target(String name);

  /**
   * The same samples, changed each time they are read, as for augmentation. A sample is changed in
   * one way in an epoch, and in another in the next ({@link #inEpoch}). Split first, and map what
   * trains: what is validated on should stay as it is.
   *
   * @param changed the parts that it may change, as they are afterwards: {@code
   *     PartSpec.floats("image", 24, 24, 3)}; none for the inputs, in type and shape as they are
   * @throws IllegalArgumentException if there is no part of such a name
   */
  Dataset map(SampleMap change, PartSpec... changed);

  /**
   * The same samples as they are in an epoch: what {@link #map} draws is a function of seed, epoch
   * and sample. Without, it is one of a seed and an epoch 0.
   *
   * @param seed of the net
   */
  Dataset inEpoch(Seed seed, int epoch);

  /**
   * The samples from {@code from} up to, but without, {@code to}.
   *
   * @param from the first sample, from 0 on
   * @param to the end, above {@code from} and at most {@code size()}
   * @return a view of the same arrays
   * @throws IndexOutOfBoundsException if the range is empty or reaches outside
   */
  Dataset range(int from, int to);

  /**
   * The first {@code n} samples.
   *
   * @param n from 1 to {@code size()}
   * @return a view of the same arrays
   * @throws IndexOutOfBoundsException if there are fewer, or {@code n} is below 1
   */
  default Dataset take(int n) {
    return range(0, n);
  }

  /**
   * The samples in another order, the same for the same seed: a Fisher-Yates shuffle with the
   * numbers of {@link Random}.
   *
   * @param seed any number
   * @return a view of the same arrays
   */
  Dataset shuffled(long seed);

  /**
   * Splits off the last samples for validation, as many as Keras does: the first {@code floor(size
   * * (1 - validationFraction))} train.
   *
   * @param validationFraction above 0 and below 1
   * @return views of the same arrays
   * @throws IllegalArgumentException if the fraction is out of range or leaves a part empty
   */
  default Split split(double validationFraction) {
    int at = (int) Math.floor(size() * (1.0 - validationFraction));
    if (!(validationFraction > 0 && validationFraction < 1) || at == 0 || at == size()) {
      throw new IllegalArgumentException(
          "validation fraction: needed above 0, below 1, and a sample on each side of %d, got %s"
              .formatted(size(), validationFraction));
    }
    return new Split(range(0, at), range(at, size()));
  }
}
