package org.cornu;

import java.util.Arrays;
import java.util.Objects;
import org.cornu.data.Dataset;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** A single sample. */
final class Samples {

  private Samples() {}

  /** As a data set. */
  static Dataset one(float[] sample, Shape input) {
    require(sample, input);
    int[] shape = Arrays.stream(input.asArray()).mapToInt(Math::toIntExact).toArray();
    return Dataset.of(sample, shape);
  }

  /** Refuses what a data set would refuse. */
  static void require(float[] sample, Shape input) {
    Objects.requireNonNull(sample, "predict needs a sample, got null");
    if (input.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "predict needs to know the sizes that are open in %s, got an array of %s numbers; give Dataset.of(values, shape)"
              .formatted(Shapes.text(input), sample.length));
    }
    if (sample.length != input.size()) {
      throw new IllegalArgumentException(
          "predict needs the %d numbers of a sample of shape %s, got %d"
              .formatted(input.size(), Shapes.text(input), sample.length));
    }
    for (int i = 0; i < sample.length; i++) {
      if (!Float.isFinite(sample[i])) {
        throw new IllegalArgumentException(
            "predict needs finite numbers, got %s at %d".formatted(sample[i], i));
      }
    }
  }
}
