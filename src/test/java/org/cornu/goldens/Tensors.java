package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;

/** Arrays in tests: made, read, compared. */
public final class Tensors {

  private Tensors() {}

  /** An array of these numbers, row-major. */
  public static FloatNdArray of(Shape shape, float... values) {
    return NdArrays.wrap(shape, DataBuffers.of(values, false, true));
  }

  /** Numbers between -1 and 1 without pattern, the same ones for the same shape. */
  public static FloatNdArray scattered(Shape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(12.9898 * (i + 1) * (i + 1));
    }
    return of(shape, values);
  }

  /** The same number everywhere. */
  public static FloatNdArray filled(Shape shape, float value) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, value);
    return of(shape, values);
  }

  /** Rows of zeros with a one at the place of each class. */
  public static FloatNdArray oneHot(FloatNdArray classes, Shape shape) {
    int width = Math.toIntExact(shape.get(shape.numDimensions() - 1));
    float[] values = new float[Math.toIntExact(shape.size())];
    float[] indices = floats(classes);
    for (int row = 0; row < indices.length; row++) {
      values[row * width + (int) indices[row]] = 1;
    }
    return of(shape, values);
  }

  /** The numbers, row-major. */
  public static float[] floats(FloatNdArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    array.copyTo(DataBuffers.of(values, false, false));
    return values;
  }

  /** Fails unless both have the same names, and the arrays of each are near. */
  public static void assertNear(
      Map<String, FloatNdArray> actual, Map<String, FloatNdArray> expected, double tolerance) {
    assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((name, array) -> assertNear(name, actual.get(name), array, tolerance));
  }

  /**
   * Fails unless the shapes agree, and each difference is at most {@code tolerance} times the
   * number that is expected or, where that is larger, the mean size of all that are.
   */
  public static void assertNear(
      String what, FloatNdArray actual, FloatNdArray expected, double tolerance) {
    assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
    assertNear(what, floats(actual), floats(expected), tolerance);
  }

  /** The same for plain arrays of one length. */
  public static void assertNear(String what, float[] actual, float[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double mean = 0;
    for (float value : expected) {
      mean += Math.abs(value) / expected.length;
    }
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(actual[i] - expected[i]);
      if (!(error <= tolerance * Math.max(Math.abs(expected[i]), mean))) {
        fail(
            "%s, element %d: expected %s within %s (mean size %s), got %s",
            what, i, expected[i], tolerance, mean, actual[i]);
      }
    }
  }
}
