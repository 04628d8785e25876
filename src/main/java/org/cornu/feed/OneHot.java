package org.cornu.feed;

import java.nio.IntBuffer;
import org.tensorflow.ndarray.Shape;

/** Class ids as the rows that most losses read. */
final class OneHot {

  private OneHot() {}

  /**
   * For each id a row of zeros and a one; or the id itself where a row has one number.
   *
   * @param ids of the samples from {@code from} to {@code to}, one sample after another
   * @param output shape of one sample, its last axis the classes
   * @param rows numbers of the samples, for the message
   * @throws IllegalArgumentException if an id does not fit into a row
   */
  static float[] of(IntBuffer ids, Shape output, int[] rows, int from, int to) {
    int width = Math.toIntExact(output.get(output.numDimensions() - 1));
    int each = Math.toIntExact(output.size() / width);
    float[] values = new float[(to - from) * each * width];
    for (int i = 0; i < (to - from) * each; i++) {
      int id = ids.get(i);
      if (width == 1) {
        values[i] = id;
      } else if (id < width) {
        values[i * width + id] = 1;
      } else {
        throw new IllegalArgumentException(
            ("sample %s: class %s does not fit into targets of width %s;"
                    + " give the net at least %s outputs, or check the labels")
                .formatted(rows[from + i / each], id, width, id + 1));
      }
    }
    return values;
  }
}
