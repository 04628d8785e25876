package org.cornu.report;

import java.util.Arrays;

/**
 * A figure over several seeds.
 *
 * @param mean NaN if there are no values
 * @param deviation the sample standard deviation (divided by count - 1); NaN for fewer than two
 * @param count how many values
 */
record Spread(double mean, double deviation, int count) {

  static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
    return new Spread(mean, deviation, values.length);
  }

  /** A fraction as {@code 98.68 ± 0.05} in per cent, without the deviation where there is none. */
  String percent() {
    return Numbers.percent(mean)
        + (Double.isNaN(deviation) ? "" : " ± " + Numbers.percent(deviation));
  }
}
