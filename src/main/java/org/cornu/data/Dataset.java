package org.cornu.data;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * Samples of one shape, with a label each or with none.
 *
 * <p>Features are row-major with the channels last, one sample after another. Labels are class
 * indices, or one vector a sample (one-hot, or the targets of a regression). The arrays are used as
 * they are, not copied: do not change them afterwards. A part of a dataset is a view of the same
 * arrays. The features may also stay in files: {@link Idx#stream}, {@link ImageFolder#stream}.
 */
public sealed interface Dataset permits SampleView {

  /**
   * What an unsigned byte is multiplied with. Multiplied, never divided by, here and in graphs: the
   * numbers then agree to the bit.
   */
  float PIXEL_SCALE = 1f / 255f;

  /**
   * Samples with class indices.
   *
   * @param features finite numbers, {@code classes.length} times the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @param classes the class of each sample, from 0 on
   * @return the dataset
   * @throws IllegalArgumentException if the sizes disagree or a value is out of range
   */
  static Dataset of(float[] features, int[] shape, int[] classes) {
    return SampleView.of(
        new FloatFeatures(features), SampleShape.of(shape), ClassLabels.of(classes));
  }

  /**
   * Samples with class indices; an unsigned byte stands for its value times {@code 1f / 255f}.
   *
   * @param pixels unsigned bytes, {@code classes.length} times the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @param classes the class of each sample, from 0 on
   * @return the dataset
   * @throws IllegalArgumentException if the sizes disagree or a value is out of range
   */
  static Dataset of(byte[] pixels, int[] shape, int[] classes) {
    return SampleView.of(new ByteFeatures(pixels), SampleShape.of(shape), ClassLabels.of(classes));
  }

  /**
   * Samples with vectors as labels.
   *
   * @param features finite numbers, {@code vectors.length} times the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @param vectors one vector of finite numbers a sample, all of the same width
   * @return the dataset
   * @throws IllegalArgumentException if the sizes disagree or a value is out of range
   */
  static Dataset of(float[] features, int[] shape, float[][] vectors) {
    return SampleView.of(
        new FloatFeatures(features), SampleShape.of(shape), new VectorLabels(vectors));
  }

  /**
   * Samples with vectors as labels; an unsigned byte stands for its value times {@code 1f / 255f}.
   *
   * @param pixels unsigned bytes, {@code vectors.length} times the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @param vectors one vector of finite numbers a sample, all of the same width
   * @return the dataset
   * @throws IllegalArgumentException if the sizes disagree or a value is out of range
   */
  static Dataset of(byte[] pixels, int[] shape, float[][] vectors) {
    return SampleView.of(
        new ByteFeatures(pixels), SampleShape.of(shape), new VectorLabels(vectors));
  }

  /**
   * Samples without labels, for prediction.
   *
   * @param features finite numbers, a multiple of the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @return the dataset
   * @throws IllegalArgumentException if the sizes disagree or a value is not finite
   */
  static Dataset of(float[] features, int[] shape) {
    return SampleView.of(new FloatFeatures(features), SampleShape.of(shape));
  }

  /**
   * Samples without labels; an unsigned byte stands for its value times {@code 1f / 255f}.
   *
   * @param pixels unsigned bytes, a multiple of the values of one sample
   * @param shape the shape of one sample, e.g. {28, 28, 1}
   * @return the dataset
   * @throws IllegalArgumentException if the sizes disagree
   */
  static Dataset of(byte[] pixels, int[] shape) {
    return SampleView.of(new ByteFeatures(pixels), SampleShape.of(shape));
  }

  /**
   * The number of samples.
   *
   * @return 1 or more
   */
  int size();

  /**
   * The shape of one sample.
   *
   * @return a new array, e.g. {28, 28, 1}
   */
  int[] shape();

  /**
   * Whether there are labels.
   *
   * @return false for a dataset to predict only
   */
  boolean labelled();

  /**
   * Whether the labels are class indices.
   *
   * @return false if they are vectors, and if there are none
   */
  boolean hasClasses();

  /** How many numbers a label vector has; 0 if the labels are class indices, or there are none. */
  int vectorWidth();

  /**
   * The number of classes: the highest index in the whole of the data plus one (a part may lack
   * it), or the number of class names if given; for vectors their width, but 2 for vectors of one
   * number, which answer yes or no.
   *
   * @return 1 or more
   * @throws IllegalStateException if there are no labels
   */
  int classes();

  /**
   * The class of each sample; for vectors the index of the greatest value, the first among equals.
   *
   * @return a new array of {@code size()} indices
   * @throws IllegalStateException if there are no labels
   */
  int[] classIndices();

  /**
   * The names of the classes; "0", "1" and so on if none were given.
   *
   * @return {@code classes()} names
   * @throws IllegalStateException if there are no labels
   */
  List<String> classNames();

  /**
   * The same data with names for the classes.
   *
   * @param classNames a name for each class; more than there are indices if the data lack the last
   *     classes
   * @return a view of the same arrays
   * @throws IllegalArgumentException if there are too few names, or too many for vectors
   * @throws IllegalStateException if there are no labels
   */
  Dataset withClassNames(List<String> classNames);

  /** Whether the classes have names that are not just their numbers. */
  boolean hasClassNames();

  /**
   * The same samples, their named classes numbered by another list, such as that of the data a
   * model was trained on: {@code ImageFolder.load(...).relabelled(model.classNames())}.
   *
   * @param classNames all classes, each once; the data may lack some
   * @throws IllegalArgumentException if a class that occurs is not among them, or has no name
   */
  Dataset relabelled(List<String> classNames);

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

  /**
   * Whether the features are kept as unsigned bytes.
   *
   * @return false if they are floats
   */
  boolean bytes();

  /**
   * Whether the features stay in files, and are read each time they are asked for.
   *
   * @return false if they are in memory
   */
  boolean streamed();

  /**
   * Writes the bytes of some samples, one sample after another, unscaled.
   *
   * @param rows samples, each from 0 up to {@code size()}
   * @param from the first of {@code rows} to write
   * @param to the end, exclusive
   * @param out takes them from its position on
   * @throws IllegalStateException if the features are floats
   * @throws UncheckedIOException if a file cannot be read, or an IDX file has changed; it names the
   *     file, and the sample as the file counts it
   */
  void features(int[] rows, int from, int to, ByteBuffer out);

  /**
   * Writes the values of some samples, one sample after another, scaled.
   *
   * @param rows samples, each from 0 up to {@code size()}
   * @param from the first of {@code rows} to write
   * @param to the end, exclusive
   * @param out takes them from its position on
   * @throws UncheckedIOException if a file cannot be read, or an IDX file has changed; it names the
   *     file, and the sample as the file counts it
   */
  void features(int[] rows, int from, int to, FloatBuffer out);

  /**
   * Writes the labels of some samples as floats, one sample after another: class indices one-hot,
   * or as numbers if {@code width} is 1; vectors as they are.
   *
   * @param rows samples, each from 0 up to {@code size()}
   * @param from the first of {@code rows} to write
   * @param to the end, exclusive
   * @param width the floats a sample: above every class index, or 1; for vectors their width
   * @param out takes them from its position on
   * @throws IllegalArgumentException if a label does not fit into the width
   * @throws IllegalStateException if there are no labels
   */
  void targets(int[] rows, int from, int to, int width, FloatBuffer out);

  /**
   * One sample.
   *
   * @param row from 0 up to {@code size()}
   * @return its values, scaled, in a new array
   */
  float[] sample(int row);
}
