package org.cornu;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;

/** What two runs must have in common to the bit. */
final class Bits {

  private Bits() {}

  /** All weights as arrays, by their paths. */
  static Map<String, float[]> weights(Model model) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    model.weights().forEach((path, value) -> weights.put(path, values(value)));
    return weights;
  }

  static float[] values(FloatNdArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    array.copyTo(DataBuffers.of(values, false, false));
    return values;
  }

  /** A weight of one axis. */
  static FloatNdArray array(float... values) {
    return StdArrays.ndCopyOf(values);
  }

  /** A history but for its times. */
  static History timeless(History history) {
    return new History(
        history.seed(),
        history.epochs().stream()
            .map(epoch -> new Epoch(epoch.number(), epoch.logs(), epoch.learningRate(), 0))
            .toList());
  }
}
