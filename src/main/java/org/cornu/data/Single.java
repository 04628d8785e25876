package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** Data of one input, and of one target or none. */
final class Single {

  private Single() {}

  static Dataset of(float[] features, int[] shape, Part labels) {
    requireNonNull(features, "Dataset.of needs features, got null");
    int[] dims = SampleShape.of(shape).dims();
    Values.requireFinite(Part.FEATURES, features);
    return of(PartSpec.floats(Part.FEATURES, dims), new FloatFeatures(features), labels);
  }

  static Dataset of(byte[] pixels, int[] shape, Part labels) {
    requireNonNull(pixels, "Dataset.of needs pixels, got null");
    int[] dims = SampleShape.of(shape).dims();
    return of(PartSpec.pixels(Part.FEATURES, dims), new ByteFeatures(pixels), labels);
  }

  /** One input, and one target or null. */
  static Dataset of(PartSpec spec, Features features, Part labels) {
    if (labels == null) {
      return SampleView.of(new Parts(List.of(Part.of(spec, features)), List.of(), Map.of()));
    }
    long needed = (long) labels.size() * spec.volume();
    if (features.length() != needed && features.length() > 0) {
      throw new IllegalArgumentException(
          "features: needed %s values for %s samples of shape %s, got %s"
              .formatted(needed, labels.size(), SampleShape.text(spec.dims()), features.length()));
    }
    return SampleView.of(new Parts(List.of(Part.of(spec, features)), List.of(labels), Map.of()));
  }
}
