package org.cornu.report;

import java.util.Locale;

/** How the report writes numbers: alike on every machine, whatever its language. */
final class Numbers {

  /** What stands where there is no number. */
  static final String NONE = "–";

  private Numbers() {}

  /** A whole number with commas: 1,199,882. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A decimal number with commas and as many places as asked for. */
  static String fixed(double value, int places) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  /** A fraction in per cent with two places and no sign: 0.9868 is 98.68. */
  static String percent(double fraction) {
    return fixed(100 * fraction, 2);
  }

  /** {@code seed}, or {@code 3 seeds}. */
  static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
