package org.cornu.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.cornu.files.AppendedFile;
import org.cornu.files.AtomicFile;
import org.cornu.files.CsvText;

/**
 * A history as CSV, a row an epoch: {@code epoch}, the logged figures in their order, {@code
 * learning_rate}, {@code seconds}. Figures are written so that they read back to the bit, seconds
 * to the millisecond.
 */
public final class HistoryCsv {

  private static final String EPOCH = "epoch";
  private static final String LEARNING_RATE = "learning_rate";
  private static final String SECONDS = "seconds";

  private HistoryCsv() {}

  /** The first row of a file whose epochs have logs of these names. */
  public static List<String> header(List<String> names) {
    List<String> header = new ArrayList<>(List.of(EPOCH));
    header.addAll(names);
    header.addAll(List.of(LEARNING_RATE, SECONDS));
    return List.copyOf(header);
  }

  /** One epoch's row. */
  public static List<String> row(Epoch epoch) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(epoch.number())));
    epoch.logs().values().forEach(value -> row.add(value.toString()));
    row.add(Double.toString(epoch.learningRate()));
    row.add(CsvText.seconds(epoch.seconds()));
    return List.copyOf(row);
  }

  /** Writes a whole history, replacing the file. */
  public static void write(History history, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(header(history.names())));
    history.epochs().forEach(epoch -> rows.add(row(epoch)));
    AtomicFile.write(file, CsvText.of(rows));
  }

  /**
   * Adds one epoch at the file's end while training runs; a new file gets its header first. The
   * file is closed in between, so that a stopped run leaves the epochs so far.
   */
  public static void append(Epoch epoch, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = header(List.copyOf(epoch.logs().keySet()));
    if (Files.notExists(file)) {
      rows.add(header);
    } else {
      requireColumns(file, header);
    }
    rows.add(row(epoch));
    AppendedFile.append(file, CsvText.of(rows));
  }

  /**
   * Cuts a file that training goes on with: the header and the rows of the first epochs stay. A row
   * that a crash left unfinished goes.
   *
   * @param epochs how many epochs stay
   * @throws IOException if it does not begin with this class's header
   */
  public static void cut(Path file, int epochs) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).startsWith(EPOCH + ",")) {
      throw new IOException(
          "%s: needs a history to be continued, whose first column is %s".formatted(file, EPOCH));
    }
    StringBuilder kept = new StringBuilder(lines.get(0)).append('\n');
    for (String line : lines.subList(1, lines.size())) {
      String number = line.substring(0, Math.max(0, line.indexOf(',')));
      if (number.matches("\\d{1,9}") && Integer.parseInt(number) <= epochs) {
        kept.append(line).append('\n');
      }
    }
    AtomicFile.write(file, kept.toString());
  }

  private static void requireColumns(Path file, List<String> header) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      String first = lines.findFirst().orElse("");
      if (!first.equals(CsvText.of(List.of(header)).strip())) {
        throw new IOException(
            "%s: needs the columns %s to be continued, has %s".formatted(file, header, first));
      }
    }
  }

  /**
   * Reads a file that {@link #write} or {@link #append} wrote.
   *
   * @param seed the net's seed, which the file does not hold
   * @throws IOException if it cannot be read, lacks a column, or a cell is no number
   */
  public static History read(Path file, long seed) throws IOException {
    List<Epoch> epochs = new ArrayList<>();
    for (CSVRecord row : CsvText.read(file)) {
      epochs.add(epoch(file, row));
    }
    return new History(seed, epochs);
  }

  private static Epoch epoch(Path file, CSVRecord row) throws IOException {
    List<String> names = new ArrayList<>(row.getParser().getHeaderNames());
    names.removeAll(List.of(EPOCH, LEARNING_RATE, SECONDS));
    Map<String, Double> logs = new LinkedHashMap<>();
    for (String name : names) {
      logs.put(name, CsvText.number(file, row, name));
    }
    return new Epoch(
        (int) CsvText.number(file, row, EPOCH),
        logs,
        CsvText.number(file, row, LEARNING_RATE),
        CsvText.number(file, row, SECONDS));
  }
}
