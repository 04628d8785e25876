package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads tables: one column of labels, or some of targets, all the others numbers.
 *
 * <pre>{@code
 * Dataset iris = Csv.load(Path.of("iris.csv"), "species").shuffled(1); // its rows are sorted
 * Split parts = iris.split(0.2);
 *
 * Dataset houses = Csv.format().separator(';').decimalComma().without("id")
 *     .targets(Path.of("houses.csv"), "price");
 * }</pre>
 *
 * <p>The samples keep the order of the rows. Where these are sorted by class, as many a published
 * table is, the end that a split takes for validation holds classes that training never sees: take
 * {@link Dataset#shuffled} first.
 *
 * <p>A number is written in digits with a sign, a decimal point or an exponent ({@code -1.5e3}),
 * and fits into a float; {@code NaN}, {@code Infinity}, {@code 3f} and {@code 0x1p3} are none.
 *
 * @param separator between the cells of a row
 * @param decimal the point of numbers, or their comma
 * @param header whether the first row names the columns
 * @param charset of the file
 * @param without names of columns that are passed over
 * @param missing what becomes of a cell without a number
 */
public record Csv(
    char separator,
    char decimal,
    boolean header,
    Charset charset,
    Set<String> without,
    Missing missing) {

  public Csv {
    requireNonNull(charset, "Csv needs a charset, got null");
    requireNonNull(missing, "Csv needs to know what becomes of missing numbers, got null");
    requireNonNull(without, "Csv needs names of columns to pass over, got null");
    without = names("without", without.toArray(String[]::new));
    if (decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException(
          "decimal needs a point or a comma, got " + Excerpt.of(String.valueOf(decimal)));
    }
    if ("\"\r\n\0".indexOf(separator) >= 0) {
      throw new IllegalArgumentException(
          "separator needs a character that is no quote and no end of a line, got "
              + Excerpt.of(String.valueOf(separator)));
    }
  }

  /**
   * Reads a table with a header, commas, in UTF-8; {@link #format} takes others.
   *
   * @param file the table, its first row the names of the columns
   * @param labelColumn the name of the column with the labels
   * @return floats with class indices, see {@link #classes}
   * @throws DataException as {@link #classes} does
   */
  public static Dataset load(Path file, String labelColumn) {
    requireNonNull(file, "Csv.load needs a file, got null");
    requireNonNull(labelColumn, "Csv.load needs the name of the column with the labels, got null");
    return format().classes(file, labelColumn);
  }

  /** A table with a header, commas and decimal points, in UTF-8, without missing numbers. */
  public static Csv format() {
    return new Csv(',', '.', true, StandardCharsets.UTF_8, Set.of(), new Missing.Refused());
  }

  /** With such a character between cells: {@code ';'}, {@code '\t'}. */
  public Csv separator(char character) {
    return new Csv(character, decimal, header, charset, without, missing);
  }

  /** With numbers such as {@code 3,14}. Between cells stands then another character, or quotes. */
  public Csv decimalComma() {
    return new Csv(separator, ',', header, charset, without, missing);
  }

  /** Without a row of names: the columns are called "0", "1" and so on, as pandas does. */
  public Csv noHeader() {
    return new Csv(separator, decimal, false, charset, without, missing);
  }

  /** In another encoding than UTF-8, for example {@code Charset.forName("windows-1252")}. */
  public Csv charset(Charset encoding) {
    return new Csv(separator, decimal, header, encoding, without, missing);
  }

  /**
   * Passing over some columns, such as an id or a text.
   *
   * @param columns their names; "" is one without a name, as pandas writes its index
   */
  public Csv without(String... columns) {
    requireNonNull(columns, "without needs names of columns, got null");
    return new Csv(separator, decimal, header, charset, names("without", columns), missing);
  }

  /**
   * Taking a number for each that is missing; a missing label or target is still refused.
   *
   * @param value a finite number
   * @param words what stands for a missing number in this file, beside those of {@link Missing}
   */
  public Csv fillMissing(float value, String... words) {
    requireNonNull(words, "fillMissing needs words, got null");
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("fillMissing needs a finite number, got " + value);
    }
    Missing filled = new Missing.Filled(value, names("fillMissing", words));
    return new Csv(separator, decimal, header, charset, without, filled);
  }

  /**
   * Leaving out each row in which a number, a label or a target is missing.
   *
   * @param words what stands for a missing number in this file, beside those of {@link Missing}
   */
  public Csv dropMissing(String... words) {
    requireNonNull(words, "dropMissing needs words, got null");
    Missing dropped = new Missing.Dropped(names("dropMissing", words));
    return new Csv(separator, decimal, header, charset, without, dropped);
  }

  /**
   * Reads a table whose labels are classes. If every label is a whole number, the labels are class
   * indices; otherwise they are names, and the classes are the names sorted.
   *
   * @param file the table
   * @param labelColumn the name of the column with the labels
   * @return floats of shape (columns without the label), with class indices
   * @throws DataException if the file is missing or in another encoding, a row is too short or too
   *     long, a value is no finite number, or a label is empty, negative or a broken number, or the
   *     labels make more classes than data can be for; rows are counted from 1, the header aside
   */
  public Dataset classes(Path file, String labelColumn) {
    requireNonNull(file, "classes needs a file, got null");
    requireNonNull(labelColumn, "classes needs the name of the column with the labels, got null");
    return CsvFile.read(file, this, table -> table.classes(labelColumn));
  }

  /**
   * Reads a table of texts, each with a class, and passes over its other columns.
   *
   * @param file the table
   * @param textColumn the name of the column with the texts, and of the data's input
   * @param labelColumn the name of the column with the labels, which are as those of {@link
   *     #classes}
   * @return texts of shape (1), with class indices; an empty cell is an empty text
   * @throws DataException if the file is missing or in another encoding, a row is too short or too
   *     long, or a label is none; rows are counted from 1, the header aside
   */
  public Dataset texts(Path file, String textColumn, String labelColumn) {
    requireNonNull(file, "texts needs a file, got null");
    requireNonNull(textColumn, "texts needs the name of the column with the texts, got null");
    requireNonNull(labelColumn, "texts needs the name of the column with the labels, got null");
    return CsvFile.read(file, this, table -> table.texts(textColumn, labelColumn));
  }

  /**
   * Reads a table for a regression: the labels are numbers.
   *
   * @param file the table
   * @param targetColumns the names of the columns with what is to be predicted, in the order of the
   *     net's outputs
   * @return floats of shape (columns without the targets), with vectors of the targets
   * @throws DataException if the file is missing or in another encoding, a row is too short or too
   *     long, or a value is no finite number; rows are counted from 1, the header aside
   * @throws IllegalArgumentException if no target is named, or one twice
   */
  public Dataset targets(Path file, String... targetColumns) {
    requireNonNull(file, "targets needs a file, got null");
    requireNonNull(targetColumns, "targets needs names of columns, got null");
    if (targetColumns.length == 0
        || names("targets", targetColumns).size() < targetColumns.length) {
      throw new IllegalArgumentException(
          "targets needs one column or more, each once, got " + List.of(targetColumns));
    }
    return CsvFile.read(file, this, table -> table.targets(List.of(targetColumns)));
  }

  /**
   * Reads a table of numbers only, for prediction.
   *
   * @param file the table
   * @return floats of shape (columns), without labels
   * @throws DataException if the file is missing or in another encoding, a row is too short or too
   *     long, or a value is no finite number; rows are counted from 1, the header aside
   */
  public Dataset unlabelled(Path file) {
    requireNonNull(file, "unlabelled needs a file, got null");
    return CsvFile.read(file, this, CsvTable::unlabelled);
  }

  private static Set<String> names(String call, String... names) {
    for (String name : names) {
      requireNonNull(name, call + " needs names, got null among them");
    }
    return Set.copyOf(List.of(names));
  }
}
