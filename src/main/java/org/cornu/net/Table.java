package org.cornu.net;

import java.util.ArrayList;
import java.util.List;

/** A table of text in a frame, as Keras draws one by the library Rich. */
record Table(List<Column> columns) {

  /** Where a text stands in its column. */
  enum Side {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** A column of so many characters between the lines that part it from others. */
  record Column(String title, int width, Side side) {}

  /** The lines of a table with these rows, each of a cell a column. */
  List<String> lines(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(rule("┏", "━", "┳", "┓"));
    lines.addAll(row("┃", columns.stream().map(Column::title).toList()));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(i == 0 ? rule("┡", "━", "╇", "┩") : rule("├", "─", "┼", "┤"));
      lines.addAll(row("│", rows.get(i)));
    }
    lines.add(rule("└", "─", "┴", "┘"));
    return lines;
  }

  private String rule(String left, String line, String middle, String right) {
    List<String> parts = columns.stream().map(column -> line.repeat(column.width() + 2)).toList();
    return left + String.join(middle, parts) + right;
  }

  private List<String> row(String bar, List<String> cells) {
    List<List<String>> parts = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < columns.size(); i++) {
      parts.add(wrap(cells.get(i), columns.get(i).width()));
      height = Math.max(height, parts.get(i).size());
    }
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder(bar);
      for (int i = 0; i < columns.size(); i++) {
        String part = line < parts.get(i).size() ? parts.get(i).get(line) : "";
        text.append(' ').append(padded(part, columns.get(i))).append(' ').append(bar);
      }
      lines.add(text.toString());
    }
    return lines;
  }

  private static String padded(String text, Column column) {
    int free = column.width() - text.length();
    int before =
        switch (column.side()) {
          case LEFT -> 0;
          case CENTRE -> free / 2;
          case RIGHT -> free;
        };
    return " ".repeat(before) + text + " ".repeat(free - before);
  }

  /** Breaks a text at spaces, but for those it begins with; too long a word loses its end. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String word : text.split("(?<=\\S) ")) {
      String part = word.length() > width ? word.substring(0, width - 1) + "…" : word;
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + 1 + part.length() <= width) {
        lines.set(last, lines.get(last) + " " + part);
      } else {
        lines.add(part);
      }
    }
    return lines;
  }
}
