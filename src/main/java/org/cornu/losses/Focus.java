package org.cornu.losses;

/** The options that focal losses share. */
final class Focus {

  /** Keras's default. */
  static final double GAMMA = 2;

  private Focus() {}

  /** Checks an exponent. */
  static void requireGamma(String loss, double gamma) {
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs a finite gamma of 0 or more, got %s".formatted(loss, gamma));
    }
  }

  /** Checks the weight of a class. */
  static void requireAlpha(String loss, double alpha) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException(
          "%s needs an alpha in [0, 1], got %s".formatted(loss, alpha));
    }
  }
}
