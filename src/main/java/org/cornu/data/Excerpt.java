package org.cornu.data;

import java.util.List;
import java.util.stream.Collectors;

/** What a message shows of a file's text, which may be long, or no text at all. */
final class Excerpt {
  private static final int LONGEST = 40;
  private static final int MOST = 5;

  private Excerpt() {}

  /** In quotes, cut after some characters. */
  static String of(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }

  /** How many columns there are, and the names of the first. */
  static String of(List<String> columns) {
    return columns.stream()
        .limit(MOST)
        .map(Excerpt::of)
        .collect(
            Collectors.joining(
                ", ",
                columns.size() == 1 ? "1 column: " : columns.size() + " columns: ",
                columns.size() > MOST ? ", ..." : ""));
  }
}
