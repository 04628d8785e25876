package org.cornu.data;

import java.util.regex.Pattern;

/** Numbers as tables hold them. */
final class CsvNumber {
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,\\d+");
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d*)?");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)([eE][+-]?\\d+)?");

  private CsvNumber() {}

  /** The number that a cell holds; NaN if it holds none, or one that no float can be. */
  static float parse(String cell, char decimal) {
    String number = cell.strip();
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      // Java would take 3f, 0x1p3, NaN and Infinity too
      if ((c < '0' || c > '9') && c != decimal && c != '+' && c != '-' && c != 'e' && c != 'E') {
        return Float.NaN;
      }
    }
    try {
      float value = Float.parseFloat(decimal == '.' ? number : number.replace(decimal, '.'));
      return Float.isFinite(value) ? value : Float.NaN;
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  /** Whether a cell is a number to people, be it with a point or a comma, and of any size. */
  static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  /** What may help with a cell that is no number; ends a message. */
  static String hint(String cell, String column, Csv how) {
    if (THOUSANDS.matcher(cell).matches()) {
      return "; write it without a comma before thousands";
    }
    if (how.decimal() == '.' && COMMA.matcher(cell).matches()) {
      return "; if that is a decimal comma, take Csv.format().decimalComma()";
    }
    if (how.missing().has(cell)) {
      return "; if it is missing, take Csv.format().dropMissing() or fillMissing(0)";
    }
    return "; write numbers, or leave the column out by Csv.format().without(%s)"
        .formatted(Excerpt.of(column));
  }
}
