package org.cornu.report;

import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** The steps that an axis may be ticked in: 1, 2 and 5 times a power of ten. */
final class Ticks {

  private static final int SMALLEST_POWER = -9;
  private static final int LARGEST_POWER = 12;

  private Ticks() {}

  /** All steps; along one axis all numbers have equally many places. */
  static TickUnits all() {
    return from(SMALLEST_POWER);
  }

  /** Steps of 1 and more. */
  static TickUnits whole() {
    return from(0);
  }

  private static TickUnits from(int smallest) {
    TickUnits units = new TickUnits();
    for (int power = smallest; power <= LARGEST_POWER; power++) {
      NumberFormat format = places(Math.max(0, -power));
      for (int digit : new int[] {1, 2, 5}) {
        units.add(new NumberTickUnit(digit * Math.pow(10, power), format));
      }
    }
    return units;
  }

  /** A format with so many places, alike on every machine. */
  static NumberFormat places(int places) {
    NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
    format.setMinimumFractionDigits(places);
    format.setMaximumFractionDigits(places);
    return format;
  }
}
