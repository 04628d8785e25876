package org.cornu.data;

import java.util.Set;

/**
 * What becomes of a table's cell without a number. Missing is what is empty, and what pandas's
 * {@code read_csv} takes for missing, such as {@code NA}, {@code NaN} and {@code null}.
 */
public sealed interface Missing {

  /** What pandas takes for missing. */
  Set<String> WORDS =
      Set.of(
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");

  /** Words of the file's own that stand for a missing number, such as {@code ?}. */
  Set<String> words();

  /** Whether a cell holds no number. */
  default boolean has(String cell) {
    return cell.isBlank() || WORDS.contains(cell) || words().contains(cell);
  }

  /** The table is refused. */
  record Refused() implements Missing {

    @Override
    public Set<String> words() {
      return Set.of();
    }
  }

  /**
   * Another number stands in; never for a label or a target.
   *
   * @param value a finite number
   * @param words of the file's own
   */
  record Filled(float value, Set<String> words) implements Missing {}

  /**
   * The row is left out.
   *
   * @param words of the file's own
   */
  record Dropped(Set<String> words) implements Missing {}
}
