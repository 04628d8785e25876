package org.cornu.optimizers;

/** The checks of what optimizers are configured with. */
final class Ranges {

  private Ranges() {}

  /** A share that leaves something: in [0, 1). */
  static void requireShare(String optimizer, String name, double value) {
    require(value >= 0 && value < 1, optimizer, name, "in [0, 1)", value);
  }

  static void requireAbove0(String optimizer, String name, double value) {
    require(value > 0 && Double.isFinite(value), optimizer, name, "finite and above 0", value);
  }

  static void requireNotBelow0(String optimizer, String name, double value) {
    require(value >= 0 && Double.isFinite(value), optimizer, name, "finite and 0 or more", value);
  }

  static void require(boolean holds, String optimizer, String name, String range, double value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s needs %s %s, got %s".formatted(optimizer, name, range, value));
    }
  }
}
