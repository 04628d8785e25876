package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The shape of one sample, e.g. (28, 28, 1), and how many values that makes. */
record SampleShape(int[] dims, int volume) {

  static SampleShape of(int[] dims) {
    requireNonNull(
        dims, "Dataset.of needs the shape of a sample, for example {28, 28, 1}, got null");
    if (dims.length == 0) {
      throw new IllegalArgumentException(
          "shape: needed at least one dimension, got none; a single number a sample is {1}");
    }
    return new SampleShape(dims.clone(), volume(dims));
  }

  /** How many values a shape makes; of no dimension, one. */
  static int volume(int[] dims) {
    long volume = 1;
    for (int dim : dims) {
      volume *= dim;
      if (dim <= 0 || volume > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape %s: needed dimensions above 0 and at most %s values a sample"
                .formatted(text(dims), Integer.MAX_VALUE));
      }
    }
    return (int) volume;
  }

  static String text(int[] dims) {
    return Arrays.stream(dims)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", "(", dims.length == 1 ? ",)" : ")"));
  }

  @Override
  public String toString() {
    return text(dims);
  }
}
