package org.cornu.optimizers;

import java.util.OptionalInt;

/**
 * A decaying mean of each trained weight, kept beside it (Keras: {@code use_ema}). When {@code fit}
 * ends, and every so many steps, the weights become their means.
 *
 * @param momentum the share of the mean that a step leaves, in [0, 1]
 * @param overwriteFrequency after how many steps the weights become their means, 1 or more; empty
 *     for at the end alone
 */
public record Average(double momentum, OptionalInt overwriteFrequency) {

  /** The name of its slot. */
  public static final String SLOT = "average";

  public Average {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("ema needs a momentum in [0, 1], got " + momentum);
    }
    if (overwriteFrequency.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "emaOverwriteFrequency needs 1 or more, got " + overwriteFrequency.getAsInt());
    }
  }
}
