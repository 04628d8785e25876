package org.cornu.history;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures in rows and columns: as text where it is printed, and as a table in a notebook.
 *
 * @param head the columns' names
 * @param rows cells, as many a row as there are names
 */
public record Table(List<String> head, List<List<String>> rows) {

  public Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "table: needs %s cells a row, one a name of %s, got %s"
                .formatted(head.size(), head, row));
      }
    }
  }

  /** Whether all cells of a column are numbers, which stand at the right. */
  public boolean isNumeric(int column) {
    return rows.stream()
        .allMatch(row -> row.get(column).matches("[-+]?[0-9].*|–|…|NaN|-?Infinity"));
  }

  /** Aligned columns, a line a row. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, head.size())
            .map(
                k ->
                    Math.max(
                        width(head.get(k)),
                        rows.stream().mapToInt(r -> width(r.get(k))).max().orElse(0)))
            .toArray();
    StringBuilder text = new StringBuilder(line(head, widths));
    rows.forEach(row -> text.append('\n').append(line(row, widths)));
    return text.toString();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int k = 0; k < widths.length; k++) {
      String blank = " ".repeat(widths[k] - width(cells.get(k)));
      line.append(k == 0 ? "" : "  ");
      line.append(isNumeric(k) ? blank + cells.get(k) : cells.get(k) + blank);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
