package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** Reads tables with a header row: one column of labels, all the others numbers. */
public final class Csv {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setIgnoreSurroundingSpaces(true)
          .get();

  private Csv() {}

  /**
   * Reads a comma-separated UTF-8 file. The samples keep the order of the rows and have the shape
   * (columns without the label). If every label is a whole number, the labels are class indices;
   * otherwise they are names, and the classes are the names sorted.
   *
   * @param file the table, its first row the names of the columns
   * @param labelColumn the name of the column with the labels
   * @return floats with class indices
   * @throws DataException if the file is missing, a row is too short or too long, a value is no
   *     finite number, or a label is empty, negative or a broken number; rows are counted from 1,
   *     the header aside
   */
  public static Dataset load(Path file, String labelColumn) {
    requireNonNull(file, "Csv.load needs a file, got null");
    requireNonNull(labelColumn, "Csv.load needs the name of the column with the labels, got null");
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      skipByteOrderMark(reader);
      try (CSVParser parser = CSVParser.parse(reader, FORMAT)) {
        return read(file, parser, labelColumn);
      }
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": no such file", e);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new DataException(file + ": cannot be read as CSV: " + e.getMessage(), e);
    }
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static Dataset read(Path file, CSVParser parser, String labelColumn) {
    List<String> header = parser.getHeaderNames();
    int label = header.indexOf(labelColumn);
    if (label < 0 || header.size() < 2) {
      throw new DataException(
          "%s: needed a label column \"%s\" and at least one other column, got %s"
              .formatted(file, labelColumn, header));
    }
    List<float[]> rows = new ArrayList<>();
    CsvLabels labels = new CsvLabels(file, labelColumn);
    for (CSVRecord row : parser) {
      if (row.size() != header.size()) {
        throw new DataException(
            "%s, row %d: needed %d values, one a column, got %d"
                .formatted(file, row.getRecordNumber(), header.size(), row.size()));
      }
      rows.add(features(file, row, header, label));
      labels.add(row.getRecordNumber(), row.get(label));
    }
    if (rows.isEmpty()) {
      throw new DataException(file + ": needed at least one row after the header, got none");
    }
    return labels.label(flat(file, rows), new int[] {header.size() - 1});
  }

  private static float[] features(Path file, CSVRecord row, List<String> header, int label) {
    float[] values = new float[header.size() - 1];
    for (int column = 0, i = 0; column < header.size(); column++) {
      if (column != label) {
        values[i++] = number(file, row, header.get(column), row.get(column));
      }
    }
    return values;
  }

  private static float number(Path file, CSVRecord row, String column, String text) {
    float value = parse(text);
    if (!Float.isFinite(value)) {
      throw new DataException(
          "%s, row %d, column \"%s\": needed a finite number, got \"%s\""
              .formatted(file, row.getRecordNumber(), column, text));
    }
    return value;
  }

  private static float parse(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  private static float[] flat(Path file, List<float[]> rows) {
    int columns = rows.get(0).length;
    if ((long) rows.size() * columns > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s: needed at most 2^31 values, got %d rows of %d"
              .formatted(file, rows.size(), columns));
    }
    float[] values = new float[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * columns, columns);
    }
    return values;
  }
}
