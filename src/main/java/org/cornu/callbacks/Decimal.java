package org.cornu.callbacks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A finite number from 0 on in decimal digits, as Python writes it: rounded from its exact value,
 * halves to even, where Java rounds the shortest digits, halves up.
 *
 * @param value exact
 */
record Decimal(BigDecimal value) {

  private static final int LARGEST_REPR_EXPONENT = 15;
  private static final int SMALLEST_EXPONENT = -4;
  private static final int MOST_DIGITS = 17;

  static Decimal of(double value) {
    return new Decimal(new BigDecimal(value));
  }

  /** {@code 0.50}: so many digits after the point, which stands alone if there is none. */
  String fixed(int places, boolean point) {
    return value.setScale(places, RoundingMode.HALF_EVEN).toPlainString()
        + (point && places == 0 ? "." : "");
  }

  /** {@code 5.00e-01}: so many digits after the point. */
  String scientific(int places, boolean point) {
    return scientific(digits(places + 1), point);
  }

  private static String scientific(Digits digits, boolean point) {
    String rest = digits.text.substring(1);
    String exponent = Integer.toString(Math.abs(digits.exponent));
    return digits.text.charAt(0)
        + (point || !rest.isEmpty() ? "." : "")
        + rest
        + (digits.exponent < 0 ? "e-" : "e+")
        + (exponent.length() < 2 ? "0" : "")
        + exponent;
  }

  /**
   * {@code 0.5}: so many digits, 1 at least, without zeros at the end.
   *
   * @param zeros whether these stay, and a point
   * @param fraction whether there is always a digit after the point
   */
  String general(int precision, boolean zeros, boolean fraction) {
    int most = Math.max(1, precision);
    Digits digits = digits(most);
    int largest = most - (fraction ? 2 : 1);
    return text(zeros ? digits : digits.stripped(), largest, zeros, fraction);
  }

  /** {@code 0.5}: with the fewest digits that give back the number. */
  String shortest(boolean point) {
    double number = value.doubleValue();
    for (int most = 1; ; most++) {
      Digits digits = digits(most);
      if (most == MOST_DIGITS || Double.parseDouble(scientific(digits, false)) == number) {
        return text(digits.stripped(), LARGEST_REPR_EXPONENT, point, true);
      }
    }
  }

  private static String text(Digits digits, int largest, boolean point, boolean fraction) {
    int exponent = digits.exponent;
    if (exponent < SMALLEST_EXPONENT || exponent > largest) {
      return scientific(digits, point);
    }
    String text = "0".repeat(Math.max(0, -exponent)) + digits.text;
    int whole = Math.max(0, exponent) + 1;
    if (text.length() > whole) {
      return text.substring(0, whole) + "." + text.substring(whole);
    }
    return text + "0".repeat(whole - text.length()) + (fraction ? ".0" : point ? "." : "");
  }

  private Digits digits(int count) {
    if (value.signum() == 0) {
      return new Digits("0".repeat(count), 0);
    }
    BigDecimal rounded = value.round(new MathContext(count, RoundingMode.HALF_EVEN));
    String text = rounded.unscaledValue().toString();
    int exponent = text.length() - 1 - rounded.scale();
    return new Digits(text + "0".repeat(Math.max(0, count - text.length())), exponent);
  }

  /**
   * Digits of which the first stands before the point.
   *
   * @param text one digit at least
   * @param exponent the power of ten that they are multiplied by
   */
  private record Digits(String text, int exponent) {

    Digits stripped() {
      return new Digits(text.replaceAll("(?<=.)0+$", ""), exponent);
    }
  }
}
