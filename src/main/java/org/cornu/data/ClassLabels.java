package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

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

  /** The same classes under other indices: a class's place among other names. */
  ClassLabels relabelled(List<String> names, List<String> others) {
    if (Set.copyOf(others).size() < others.size()) {
      throw new IllegalArgumentException(
          "relabelled needs each class once, got %s".formatted(others));
    }
    int[] places = names.stream().mapToInt(others::indexOf).toArray();
    int[] relabelled = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      relabelled[i] = places[indices[i]];
      if (relabelled[i] < 0) {
        throw new IllegalArgumentException(
            "relabelled needs all classes that occur, class \"%s\" is not among %s"
                .formatted(names.get(indices[i]), others));
      }
    }
    return of(relabelled);
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
