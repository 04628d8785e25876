package org.cornu.data;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;

/** One table while it is read: its columns, and the row at hand. */
final class CsvTable {
  private final Path file;
  private final Csv how;
  private final List<String> columns;
  private final Iterator<CSVRecord> rows;
  private CSVRecord first;
  private CSVRecord row;

  private CsvTable(Path file, Csv how, CSVRecord first, Iterator<CSVRecord> rows) {
    this.file = file;
    this.how = how;
    this.rows = rows;
    this.first = how.header() ? null : first;
    this.columns =
        how.header()
            ? first.toList()
            : IntStream.range(0, first.size()).mapToObj(String::valueOf).toList();
  }

  static CsvTable of(Path file, Csv how, Iterator<CSVRecord> rows) {
    if (!rows.hasNext()) {
      throw new DataException(file + ": needed a table, got an empty file");
    }
    CsvTable table = new CsvTable(file, how, rows.next(), rows);
    table.requireNames();
    return table;
  }

  private void requireNames() {
    String line = CsvFile.firstLine(file, how);
    if (line.indexOf('\0') >= 0) {
      throw wrong(
          "line 1: needed text in %s, got zero bytes, as UTF-16 has them; take Csv.format().charset(StandardCharsets.UTF_16LE)"
              .formatted(how.charset()));
    }
    String separator = CsvSeparator.hint(line, how.separator());
    if (columns.size() == 1 && !separator.isEmpty()) {
      throw wrong("line 1: needed columns, got " + Excerpt.of(columns) + separator);
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!column.isEmpty() && !seen.add(column)) {
        throw wrong(
            "line 1: needed a name of its own for each column, got %s twice"
                .formatted(Excerpt.of(column)));
      }
    }
    how.without().forEach(this::place);
  }

  /** Labels that are classes. */
  Dataset classes(String column) {
    int label = place(column);
    CsvLabels labels = new CsvLabels(this, column);
    Numbers features = features(Set.of(column), () -> add(labels, label));
    return labels.label(Dataset.of(features.values, features.shape));
  }

  /** Texts, and labels that are classes. */
  Dataset texts(String column, String labelColumn) {
    int text = place(column);
    int label = place(labelColumn);
    CsvLabels labels = new CsvLabels(this, labelColumn);
    List<String> texts = new ArrayList<>();
    long read = 0;
    while (next()) {
      if (add(labels, label)) {
        texts.add(row.get(text));
      }
      read++;
    }
    requireSome(texts.size(), read);
    return labels.label(Dataset.of(Part.strings(column, texts.toArray(String[]::new), 1)));
  }

  /** Takes the label of the row at hand; false if the row is to be left out. */
  private boolean add(CsvLabels labels, int place) {
    boolean missing = how.missing().has(row.get(place));
    if (missing && how.missing() instanceof Missing.Dropped) {
      return false;
    }
    labels.add(missing && how.missing() instanceof Missing.Filled ? "" : row.get(place));
    return true;
  }

  /** Labels that are vectors of numbers. */
  Dataset targets(List<String> names) {
    int[] targets = names.stream().mapToInt(this::place).toArray();
    Missing missing =
        how.missing() instanceof Missing.Filled ? new Missing.Refused() : how.missing();
    List<float[]> vectors = new ArrayList<>();
    Numbers features =
        features(
            Set.copyOf(names),
            () -> {
              float[] vector = numbers(targets, missing);
              return vector != null && vectors.add(vector);
            });
    return Dataset.of(features.values, features.shape, vectors.toArray(float[][]::new));
  }

  /** No labels. */
  Dataset unlabelled() {
    Numbers features = features(Set.of(), () -> true);
    return Dataset.of(features.values, features.shape);
  }

  /** The numbers of all rows. */
  private record Numbers(float[] values, int[] shape) {}

  /**
   * Reads all rows.
   *
   * @param others columns that are no features
   * @param label takes the label of the row at hand; false if the row is to be left out
   */
  private Numbers features(Set<String> others, BooleanSupplier label) {
    int[] places = places(others);
    List<float[]> kept = new ArrayList<>();
    long read = 0;
    while (next()) {
      float[] values = numbers(places, how.missing());
      if (values != null && label.getAsBoolean()) {
        kept.add(values);
      }
      read++;
    }
    requireSome(kept.size(), read);
    if ((long) kept.size() * places.length > Integer.MAX_VALUE - 8) {
      throw wrong(
          "needed at most 2^31 values, got %d rows of %d".formatted(kept.size(), places.length));
    }
    FloatBuffer all = FloatBuffer.allocate(kept.size() * places.length);
    kept.forEach(all::put);
    return new Numbers(all.array(), new int[] {places.length});
  }

  private void requireSome(int kept, long read) {
    if (kept == 0) {
      throw wrong(
          read == 0
              ? "needed at least one row after the header, got none"
              : "needed at least one row without missing values, got none among %d"
                  .formatted(read));
    }
  }

  /** Goes on to the next row; false after the last. */
  private boolean next() {
    if (first == null && !rows.hasNext()) {
      return false;
    }
    row = first == null ? rows.next() : first;
    first = null;
    if (row.size() != columns.size()) {
      throw wrong(
          "row %d: needed %d values, one a column, got %d"
              .formatted(row(), columns.size(), row.size()));
    }
    return true;
  }

  /** Some numbers of the row at hand; null if one is missing and the row therefore left out. */
  private float[] numbers(int[] places, Missing missing) {
    float[] values = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      String cell = row.get(places[i]);
      values[i] = CsvNumber.parse(cell, how.decimal());
      if (Float.isNaN(values[i])) {
        if (missing instanceof Missing.Dropped && missing.has(cell)) {
          return null;
        }
        String column = columns.get(places[i]);
        if (!(missing instanceof Missing.Filled filled) || !missing.has(cell)) {
          throw wrong(
              "row %d, column %s: needed a finite number, got %s%s"
                  .formatted(
                      row(),
                      Excerpt.of(column),
                      Excerpt.of(cell),
                      CsvNumber.hint(cell, column, how)));
        }
        values[i] = filled.value();
      }
    }
    return values;
  }

  /** Where a column stands. */
  private int place(String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      String separator =
          CsvSeparator.hintFor(CsvFile.firstLine(file, how), column, how.separator());
      boolean data = how.header() && columns.stream().anyMatch(CsvNumber::isNumber);
      String header = data ? "; if that is a row of data, take Csv.format().noHeader()" : "";
      throw wrong(
          "line 1: needed a column %s, got %s%s"
              .formatted(
                  Excerpt.of(column),
                  Excerpt.of(columns),
                  separator.isEmpty() ? header : separator));
    }
    return place;
  }

  /** Where the features stand: all columns but some. */
  private int[] places(Set<String> others) {
    int[] places =
        IntStream.range(0, columns.size())
            .filter(
                i -> !others.contains(columns.get(i)) && !how.without().contains(columns.get(i)))
            .toArray();
    if (places.length == 0) {
      throw wrong(
          "line 1: needed at least one other column, of numbers, got " + Excerpt.of(columns));
    }
    for (int place : places) {
      if (columns.get(place).isEmpty()) {
        throw wrong(
            "line 1: needed a name for each column, got none for column %d, as for the index that pandas writes; leave it out by Csv.format().without(\"\")"
                .formatted(place + 1));
      }
    }
    return places;
  }

  /** The number of the row at hand, from 1, the header aside. */
  long row() {
    return row.getRecordNumber() - (how.header() ? 1 : 0);
  }

  DataException wrong(String what) {
    return new DataException(file + ", " + what);
  }
}
