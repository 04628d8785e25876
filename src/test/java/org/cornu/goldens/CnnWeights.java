package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/** Weights against a point of a trace in {@code cnn_steps.json}: samples of each, and sums. */
final class CnnWeights {

  private CnnWeights() {}

  /** Near the point: each sample, and each weight's mean and mean square. */
  static void assertNear(Map<String, FloatNdArray> weights, JsonNode point, double held) {
    List<String> names = new ArrayList<>();
    for (JsonNode digest : point.required("weights")) {
      String name = name(digest);
      float[] values = floats(weights.get(name));
      double sum = 0;
      double squares = 0;
      for (float value : values) {
        sum += value;
        squares += (double) value * value;
      }
      assertThat(worst(values, digest)).as("%s at %s", name, step(point)).isLessThanOrEqualTo(held);
      assertThat(sum / values.length)
          .as("mean of %s at %s", name, step(point))
          .isCloseTo(digest.required("sum").doubleValue() / values.length, within(1e-9 + held));
      assertThat(squares / values.length)
          .as("mean square of %s at %s", name, step(point))
          .isCloseTo(
              digest.required("sum_of_squares").doubleValue() / values.length, within(1e-9 + held));
      names.add(name);
    }
    assertThat(weights.keySet()).containsExactlyElementsOf(names);
  }

  /** As near to the point in float64 as Keras's own in float32, but for a factor of 4. */
  static void assertAsExact(Map<String, FloatNdArray> weights, JsonNode keras, JsonNode exact) {
    for (int i = 0; i < keras.required("weights").size(); i++) {
      JsonNode theirs = keras.required("weights").get(i);
      JsonNode truth = exact.required("weights").get(i);
      double held = 2e-6 + 4 * worst(Golden.floats(theirs.required("samples")), truth, 1);
      assertThat(worst(floats(weights.get(name(theirs))), truth))
          .as("%s at %s", name(theirs), step(keras))
          .isLessThanOrEqualTo(held);
    }
  }

  private static double worst(float[] values, JsonNode digest) {
    return worst(values, digest, values.length / 20.0);
  }

  /** The largest difference from a digest's samples, which stand so far apart in the values. */
  private static double worst(float[] values, JsonNode digest, double apart) {
    float[] samples = Golden.floats(digest.required("samples"));
    double worst = 0;
    for (int i = 0; i < samples.length; i++) {
      worst = Math.max(worst, Math.abs(values[(int) (i * apart)] - samples[i]));
    }
    return worst;
  }

  private static String name(JsonNode digest) {
    return digest.required("name").stringValue().replaceFirst("^sequential/", "");
  }

  private static String step(JsonNode point) {
    return "step " + point.required("step").intValue();
  }
}
