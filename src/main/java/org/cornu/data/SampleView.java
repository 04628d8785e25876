package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cornu.random.Seed;

/** A view of features and labels, wherever they are kept: which of their samples are in it. */
final class SampleView implements Dataset {
  private final Features features;
  private final SampleShape shape;
  private final Labels labels;
  private final List<String> names; // empty: the indices are the names
  private final int[] samples; // the samples of this view, in their order

  private SampleView(
      Features features, SampleShape shape, Labels labels, List<String> names, int[] samples) {
    this.features = features;
    this.shape = shape;
    this.labels = labels;
    this.names = names;
    this.samples = samples;
  }

  static Dataset of(Features features, SampleShape shape) {
    if (features.length() % shape.volume() != 0) {
      throw new IllegalArgumentException(
          "features: needed a multiple of %d values, one sample of shape %s, got %d"
              .formatted(shape.volume(), shape, features.length()));
    }
    return of(features, shape, new Unlabelled(Math.toIntExact(features.length() / shape.volume())));
  }

  static Dataset of(Features features, SampleShape shape, Labels labels) {
    if (features.length() == 0) {
      throw new IllegalArgumentException("features: needed at least one sample, got none");
    }
    long needed = (long) labels.size() * shape.volume();
    if (features.length() != needed) {
      throw new IllegalArgumentException(
          "features: needed %d values for %d samples of shape %s, got %d"
              .formatted(needed, labels.size(), shape, features.length()));
    }
    int[] all = IntStream.range(0, labels.size()).toArray();
    return new SampleView(features, shape, labels, List.of(), all);
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public int[] shape() {
    return shape.dims().clone();
  }

  @Override
  public boolean labelled() {
    return !(labels instanceof Unlabelled);
  }

  @Override
  public boolean hasClasses() {
    return labels instanceof ClassLabels;
  }

  @Override
  public int vectorWidth() {
    return labels instanceof VectorLabels vectors ? vectors.width() : 0;
  }

  @Override
  public int classes() {
    return names.isEmpty() ? labels.classes() : names.size();
  }

  @Override
  public int[] classIndices() {
    return Arrays.stream(samples).map(labels::index).toArray();
  }

  @Override
  public List<String> classNames() {
    return names.isEmpty() ? numbers(labels.classes()) : names;
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  @Override
  public Dataset withClassNames(List<String> classNames) {
    requireNonNull(classNames, "withClassNames needs a name for each class, got null");
    int count = classNames.size();
    if (count < labels.classes() || (!hasClasses() && count > labels.classes())) {
      throw new IllegalArgumentException(
          "class names: needed %d, one a class, got %d: %s"
              .formatted(labels.classes(), count, classNames));
    }
    // They go with a model into files of a name a line.
    if (classNames.stream().anyMatch(name -> name.matches("(?s).*[\\r\\n].*"))) {
      throw new IllegalArgumentException(
          "class names: needed names of one line, got %s".formatted(classNames));
    }
    return new SampleView(features, shape, labels, List.copyOf(classNames), samples);
  }

  @Override
  public boolean hasClassNames() {
    return !names.isEmpty() && !names.equals(numbers(names.size()));
  }

  @Override
  public Dataset relabelled(List<String> classNames) {
    requireNonNull(classNames, "relabelled needs the names of all classes, got null");
    if (!(labels instanceof ClassLabels classes) || names.isEmpty()) {
      throw new IllegalArgumentException(
          "relabelled needs data whose classes have names, got %s; withClassNames gives them"
              .formatted(this));
    }
    return new SampleView(
        features, shape, classes.relabelled(names, classNames), List.copyOf(classNames), samples);
  }

  @Override
  public Dataset range(int from, int to) {
    if (from < 0 || from >= to || to > size()) {
      throw new IndexOutOfBoundsException(
          "range needs 0 <= from < to <= %d, the samples there are, got %d and %d"
              .formatted(size(), from, to));
    }
    return new SampleView(features, shape, labels, names, Arrays.copyOfRange(samples, from, to));
  }

  @Override
  public Dataset shuffled(long seed) {
    int[] order = new Seed(seed).draws("shuffled", "", 0).permutation(samples.length);
    Arrays.setAll(order, i -> samples[order[i]]);
    return new SampleView(features, shape, labels, names, order);
  }

  @Override
  public boolean bytes() {
    return features instanceof PixelFeatures;
  }

  @Override
  public boolean streamed() {
    return features.streamed();
  }

  @Override
  public void features(int[] rows, int from, int to, ByteBuffer out) {
    if (!(features instanceof PixelFeatures pixels)) {
      throw new IllegalStateException("features are floats, not bytes; write them as floats");
    }
    pixels.write(chosen(rows, from, to), shape.volume(), out);
  }

  @Override
  public void features(int[] rows, int from, int to, FloatBuffer out) {
    features.write(chosen(rows, from, to), shape.volume(), out);
  }

  private int[] chosen(int[] rows, int from, int to) {
    int[] chosen = new int[to - from];
    Arrays.setAll(chosen, i -> samples[rows[from + i]]);
    return chosen;
  }

  @Override
  public void targets(int[] rows, int from, int to, int width, FloatBuffer out) {
    for (int i = from; i < to; i++) {
      labels.write(samples[rows[i]], width, out);
    }
  }

  @Override
  public float[] sample(int row) {
    if (row < 0 || row >= size()) {
      throw new IndexOutOfBoundsException(
          "sample needs 0 <= row < %d, the samples there are, got %d".formatted(size(), row));
    }
    float[] values = new float[shape.volume()];
    features(new int[] {row}, 0, 1, FloatBuffer.wrap(values));
    return values;
  }

  @Override
  public String toString() {
    return "Dataset(%d samples of shape %s, %s, %s)"
        .formatted(
            size(),
            shape,
            bytes() ? "bytes" : "floats",
            labelled()
                ? (hasClasses() ? classes() + " classes" : vectorWidth() + " targets")
                : "no labels");
  }
}
