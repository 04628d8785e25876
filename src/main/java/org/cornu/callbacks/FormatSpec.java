package org.cornu.callbacks;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Python writes a number: what may follow the colon in {@code {loss:+08.3f}}.
 *
 * @param fill what widens the text
 * @param align {@code <}, {@code >}, {@code ^}, or {@code =} for between sign and digits
 * @param sign of a number that is not negative: {@code +}, a space, or {@code -} for none
 * @param positiveZero whether what is rounded to -0 loses its sign
 * @param alternate whether a prefix, a point or zeros stand that could be left out
 * @param width of the whole at least
 * @param grouping {@code ,} or {@code _} between groups of digits, or nothing
 * @param precision how many digits, or -1 for as many as the type has by default
 * @param type a letter, {@code %}, or nothing
 */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean positiveZero,
    boolean alternate,
    int width,
    String grouping,
    int precision,
    String type) {

  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<z>z)?(?<alternate>#)?(?<zero>0)?"
              + "(?<width>\\d{1,3})?(?<grouping>[,_])?(?:\\.(?<precision>\\d{1,3}))?(?<type>.?)");

  private static final String OF_WHOLE_NUMBERS = "ndboxX";
  private static final String OF_ALL_NUMBERS = "neEfFgG%";

  /**
   * Reads one.
   *
   * @param whole whether it is for a whole number, which has other types than a fraction
   * @return empty if Python refuses it for such a number
   */
  static Optional<FormatSpec> of(String text, boolean whole) {
    Matcher spec = SPEC.matcher(text);
    if (!spec.matches()) {
      return Optional.empty();
    }
    boolean zero = spec.group("zero") != null;
    FormatSpec read =
        new FormatSpec(
            spec.group("fill") != null ? spec.group("fill") : zero ? "0" : " ",
            spec.group("align") != null ? spec.group("align").charAt(0) : zero ? '=' : '>',
            spec.group("sign") != null ? spec.group("sign").charAt(0) : '-',
            spec.group("z") != null,
            spec.group("alternate") != null,
            spec.group("width") == null ? 0 : Integer.parseInt(spec.group("width")),
            spec.group("grouping") == null ? "" : spec.group("grouping"),
            spec.group("precision") == null ? -1 : Integer.parseInt(spec.group("precision")),
            spec.group("type"));
    return read.fits(whole) ? Optional.of(read) : Optional.empty();
  }

  private boolean fits(boolean whole) {
    boolean groups =
        grouping.isEmpty() || !type.equals("n") && (grouping.equals("_") || !isOfBits());
    return groups
        && (isDigits(whole)
            ? precision < 0 && !positiveZero
            : type.isEmpty() || OF_ALL_NUMBERS.contains(type));
  }

  /** Whether the number is written by its digits alone, as only a whole one can be. */
  private boolean isDigits(boolean whole) {
    return whole && (type.isEmpty() || OF_WHOLE_NUMBERS.contains(type));
  }

  private boolean isOfBits() {
    return !type.isEmpty() && "boxX".contains(type);
  }

  /** Writes a whole number, as this was read for one. */
  String text(long value) {
    if (!isDigits(true)) {
      return text((double) value);
    }
    int radix =
        switch (type) {
          case "b" -> 2;
          case "o" -> 8;
          case "x", "X" -> 16;
          default -> 10;
        };
    String prefix = alternate && isOfBits() ? "0" + type : "";
    String digits = Long.toString(Math.abs(value), radix);
    return padded(value < 0, prefix, upper(digits), "");
  }

  /** Writes a number. */
  String text(double value) {
    double size = Math.abs(value);
    String unit = type.equals("%") ? "%" : "";
    if (!Double.isFinite(value)) {
      return padded(value < 0, "", "", upper(Double.isNaN(value) ? "nan" : "inf") + unit);
    }
    Decimal decimal = type.equals("%") ? Decimal.of(100 * size) : Decimal.of(size);
    int digits = precision < 0 ? 6 : precision;
    String text =
        switch (type) {
          case "f", "F", "%" -> decimal.fixed(digits, alternate);
          case "e", "E" -> decimal.scientific(digits, alternate);
          case "" ->
              precision < 0
                  ? decimal.shortest(alternate)
                  : decimal.general(digits, alternate, true);
          default -> decimal.general(digits, alternate, false);
        };
    boolean negative = value < 0 || 1 / value < 0;
    boolean nothing = text.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    int whole = text.split("[.e]", 2)[0].length();
    return padded(
        negative && !(positiveZero && nothing),
        "",
        text.substring(0, whole),
        upper(text.substring(whole)) + unit);
  }

  private String upper(String text) {
    return type.isEmpty() || !"EFGX".contains(type) ? text : text.toUpperCase(Locale.ROOT);
  }

  /**
   * Sign, groups and width.
   *
   * @param digits before the point; nothing for what is no number
   */
  private String padded(boolean negative, String prefix, String digits, String rest) {
    String before = (negative ? "-" : sign == '-' ? "" : "" + sign) + prefix;
    boolean zeros = fill.equals("0") && align == '=' && !digits.isEmpty();
    String grouped = grouped(digits, zeros ? width - before.length() - rest.length() : 0);
    String space =
        fill.repeat(Math.max(0, width - before.length() - grouped.length() - rest.length()));
    int left = space.codePointCount(0, space.length()) / 2 * fill.length();
    return switch (align) {
      case '<' -> before + grouped + rest + space;
      case '=' -> before + space + grouped + rest;
      case '^' -> space.substring(0, left) + before + grouped + rest + space.substring(left);
      default -> space + before + grouped + rest;
    };
  }

  /** With separators, and with zeros in front up to a width, which are grouped too. */
  private String grouped(String digits, int least) {
    if (grouping.isEmpty()) {
      return "0".repeat(Math.max(0, least - digits.length())) + digits;
    }
    int group = isOfBits() ? 4 : 3;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length() || text.length() < least; i++) {
      if (i > 0 && i % group == 0) {
        text.append(grouping);
      }
      text.append(i < digits.length() ? digits.charAt(digits.length() - 1 - i) : '0');
    }
    return text.reverse().toString();
  }
}
