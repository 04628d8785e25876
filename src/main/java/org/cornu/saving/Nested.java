package org.cornu.saving;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.buffer.DataBuffers;

/** Arrays of arrays, as the HDF5 writer takes data of several axes. */
final class Nested {

  private Nested() {}

  /** A copy: {@code float[][]} of an array with two axes, and so on. */
  static Object of(FloatNdArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    array.copyTo(DataBuffers.of(values, false, false));
    int[] sizes = Arrays.stream(array.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    return sizes.length == 0 ? (Object) values[0] : part(values, 0, sizes);
  }

  private static Object part(float[] values, int from, int[] sizes) {
    if (sizes.length == 1) {
      return Arrays.copyOfRange(values, from, from + sizes[0]);
    }
    int[] inner = Arrays.copyOfRange(sizes, 1, sizes.length);
    int width = Arrays.stream(inner).reduce(1, (a, b) -> a * b);
    Object parts = Array.newInstance(float.class, sizes);
    for (int i = 0; i < sizes[0]; i++) {
      Array.set(parts, i, part(values, from + i * width, inner));
    }
    return parts;
  }
}
