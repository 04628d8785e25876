package org.cornu.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the label column of one table, and decides whether it holds indices or names. */
final class CsvLabels {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");

  /** Up to so many classes, gaps and rare ones are no sign of a mistake. */
  private static final int FEW_CLASSES = 100;

  private final CsvTable table;
  private final String column;
  private final List<Label> labels = new ArrayList<>();

  private record Label(long row, String text) {}

  CsvLabels(CsvTable table, String column) {
    this.table = table;
    this.column = column;
  }

  /** Takes the label of the row at hand. */
  void add(String label) {
    if (label.isBlank()) {
      throw wrong(table.row(), "a label", label, "");
    }
    labels.add(new Label(table.row(), label));
  }

  /** The data with these labels. */
  Dataset label(Dataset features) {
    if (labels.stream().allMatch(label -> CsvNumber.isNumber(label.text))) {
      return features.withTargets(Part.labels(indices()));
    }
    List<String> names = labels.stream().map(Label::text).distinct().sorted().toList();
    if (names.size() > FEW_CLASSES && names.size() > labels.size() / 2) {
      throw table.wrong(
          "label column %s: needed classes, got %d different labels in %d rows; name the column that holds the classes"
              .formatted(Excerpt.of(column), names.size(), labels.size()));
    }
    int[] classes =
        labels.stream().mapToInt(label -> Collections.binarySearch(names, label.text)).toArray();
    return features.withTargets(Part.labels(classes)).withClassNames(names);
  }

  /** A column of numbers that are not all class indices is a regression, which has no classes. */
  private int[] indices() {
    int[] indices = labels.stream().mapToInt(this::index).toArray();
    int classes = Arrays.stream(indices).max().orElseThrow() + 1;
    long used = Arrays.stream(indices).distinct().count();
    if (classes > FEW_CLASSES && used < classes / 2) {
      throw table.wrong(
          "label column %s: needed class indices, as all labels are whole numbers, got %d classes of which %d occur%s"
              .formatted(Excerpt.of(column), classes, used, regression()));
    }
    return indices;
  }

  private int index(Label label) {
    int index = WHOLE.matcher(label.text).matches() ? Integer.parseInt(label.text) : -1;
    if (index < 0) {
      String needed = "a class index from 0 on, as all labels are numbers";
      throw wrong(label.row, needed, label.text, regression());
    }
    return index;
  }

  private String regression() {
    return "; for a regression take Csv.format().targets(file, %s)".formatted(Excerpt.of(column));
  }

  private DataException wrong(long row, String needed, String got, String remedy) {
    return table.wrong(
        "row %d, label column %s: needed %s, got %s%s"
            .formatted(row, Excerpt.of(column), needed, Excerpt.of(got), remedy));
  }
}
