package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/** Labels that are class indices; {@code classes} is the highest plus one. */
record ClassLabels(int[] indices, int classes) implements Labels {

  static ClassLabels of(int[] indices) {
    requireNonNull(indices, "Dataset.of needs classes, got null");
    int highest = -1;
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0 || indices[i] == Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "classes[%d]: needed a class index from 0 on, got %d".formatted(i, indices[i]));
      }
      highest = Math.max(highest, indices[i]);
    }
    return new ClassLabels(indices, highest + 1);
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public int index(int sample) {
    return indices[sample];
  }

  @Override
  public void write(int sample, int width, FloatBuffer out) {
    int index = indices[sample];
    if (width == 1) {
      out.put(index);
      return;
    }
    if (index >= width) {
      throw new IllegalArgumentException(
          ("sample %d: class %d does not fit into targets of width %d;"
                  + " give the net at least %d outputs, or check the labels")
              .formatted(sample, index, width, classes));
    }
    for (int i = 0; i < width; i++) {
      out.put(i == index ? 1f : 0f);
    }
  }
}
