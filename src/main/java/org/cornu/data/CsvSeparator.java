package org.cornu.data;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Finds out what separates the cells of a table that was taken for separated otherwise. */
final class CsvSeparator {
  private static final String CANDIDATES = ",;\t|";

  private CsvSeparator() {}

  /** The remedy, if another separator stands more often in a line, outside quotes; or nothing. */
  static String hint(String line, char used) {
    char likely = used;
    for (char candidate : CANDIDATES.toCharArray()) {
      likely = count(line, candidate) > count(line, likely) ? candidate : likely;
    }
    return likely == used ? "" : remedy(likely);
  }

  /** The remedy, if another separator gives a column of some name; or nothing. */
  static String hintFor(String line, String column, char used) {
    for (char candidate : CANDIDATES.toCharArray()) {
      boolean found =
          Arrays.stream(line.split(Pattern.quote(String.valueOf(candidate))))
              .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
              .anyMatch(column::equals);
      if (candidate != used && found) {
        return remedy(candidate);
      }
    }
    return "";
  }

  private static long count(String line, char separator) {
    boolean quoted = false;
    long count = 0;
    for (char c : line.toCharArray()) {
      quoted ^= c == '"';
      count += c == separator && !quoted ? 1 : 0;
    }
    return count;
  }

  private static String remedy(char separator) {
    String text = separator == '\t' ? "\\t" : String.valueOf(separator);
    return "; the columns seem to be separated by '%s': take Csv.format().separator('%1$s')"
        .formatted(text);
  }
}
