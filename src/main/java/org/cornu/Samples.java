package org.cornu;

import java.util.Arrays;
import java.util.Objects;
import org.cornu.data.Dataset;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** A single sample as a data set. */
final class Samples {

  private Samples() {}

  static Dataset one(float[] sample, Shape input) {
    Objects.requireNonNull(sample, "predict needs a sample, got null");
    if (sample.length != input.size()) {
      throw new IllegalArgumentException(
          "predict needs the %d numbers of a sample of shape %s, got %d"
              .formatted(input.size(), Shapes.text(input), sample.length));
    }
    int[] shape = Arrays.stream(input.asArray()).mapToInt(Math::toIntExact).toArray();
    return Dataset.of(sample, shape);
  }
}
