package org.cornu.train;

import org.cornu.data.Dataset;
import org.cornu.data.Split;

/** Where the samples come from that an epoch is validated on. */
public sealed interface Validation {

  /** Divides what {@code fit} was given; null in place of a part means that there is none. */
  Split split(Dataset data);

  /** No validation. */
  record None() implements Validation {

    @Override
    public Split split(Dataset data) {
      return new Split(data, null);
    }
  }

  /**
   * The last part of the data, taken before any shuffling.
   *
   * @param fraction of the samples, in (0, 1)
   */
  record Fraction(double fraction) implements Validation {

    @Override
    public Split split(Dataset data) {
      return data.split(fraction);
    }
  }

  /**
   * Data of its own.
   *
   * @param data to validate on
   */
  record Data(Dataset data) implements Validation {

    @Override
    public Split split(Dataset train) {
      return new Split(train, data);
    }
  }
}
