package org.cornu.profile;

/**
 * What one layer takes.
 *
 * @param layer or {@code loss}, {@code metrics}, {@code optimizer}, {@code other}
 * @param forward milliseconds in a step, on average
 * @param backward milliseconds in a step, on average
 * @param share of the time that all ops take, from 0 to 1
 */
public record LayerTime(String layer, double forward, double backward, double share) {

  /** Milliseconds of both directions. */
  public double milliseconds() {
    return forward + backward;
  }
}
