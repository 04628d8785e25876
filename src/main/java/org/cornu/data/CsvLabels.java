package org.cornu.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the label column of one table, and decides whether it holds indices or names. */
final class CsvLabels {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final Path file;
  private final String column;
  private final List<String> labels = new ArrayList<>();

  CsvLabels(Path file, String column) {
    this.file = file;
    this.column = column;
  }

  void add(long row, String label) {
    if (label.isBlank()) {
      throw wrong(row, "a label", label);
    }
    labels.add(label);
  }

  Dataset label(float[] features, int[] shape) {
    if (labels.stream().allMatch(label -> NUMBER.matcher(label).matches())) {
      return Dataset.of(features, shape, indices());
    }
    List<String> names = labels.stream().distinct().sorted().toList();
    int[] classes =
        labels.stream().mapToInt(label -> Collections.binarySearch(names, label)).toArray();
    return Dataset.of(features, shape, classes).withClassNames(names);
  }

  /** A column of numbers that are not all class indices is a regression, which has no classes. */
  private int[] indices() {
    int[] indices = new int[labels.size()];
    for (int i = 0; i < indices.length; i++) {
      String label = labels.get(i);
      indices[i] = WHOLE.matcher(label).matches() ? Integer.parseInt(label) : -1;
      if (indices[i] < 0) {
        throw wrong(
            i + 1L,
            "a class index from 0 on, as all labels are numbers (for a regression give the"
                + " targets as vectors to Dataset.of)",
            label);
      }
    }
    return indices;
  }

  private DataException wrong(long row, String needed, String got) {
    return new DataException(
        "%s, row %d, label column \"%s\": needed %s, got \"%s\""
            .formatted(file, row, column, needed, got));
  }
}
