package org.cornu.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The one kind of CSV that Cornu writes and reads: UTF-8, commas, a header, Unix lines. */
public final class CsvText {

  private static final CSVFormat FORMAT = CSVFormat.DEFAULT;

  private CsvText() {}

  /** Rows as CSV, each ended by a line feed. */
  public static String of(List<? extends List<?>> rows) {
    return rows.stream()
        .map(row -> FORMAT.format(row.toArray()) + "\n")
        .collect(Collectors.joining());
  }

  /** A file's rows after its header; cells are asked for by column name. */
  public static List<CSVRecord> read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** A text's rows after its header; cells are asked for by column name. */
  public static List<CSVRecord> parse(String text) throws IOException {
    CSVFormat format = FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      return parser.getRecords();
    }
  }

  /** A number of a row that {@link #read} gave. */
  public static double number(Path file, CSVRecord row, String column) throws IOException {
    if (!row.isSet(column)) {
      throw new IOException(
          "%s, row %s: no column \"%s\"; write the file anew"
              .formatted(file, row.getRecordNumber(), column));
    }
    try {
      return Double.parseDouble(row.get(column));
    } catch (NumberFormatException e) {
      throw new IOException(
          "%s, row %s, column \"%s\": needs a number, got \"%s\"; write the file anew"
              .formatted(file, row.getRecordNumber(), column, row.get(column)),
          e);
    }
  }

  /** Seconds to the millisecond. */
  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
