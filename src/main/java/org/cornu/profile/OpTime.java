package org.cornu.profile;

/**
 * What one op of the graph takes.
 *
 * @param layer that it belongs to, or {@code loss}, {@code metrics}, {@code optimizer}, {@code
 *     other}
 * @param backward whether it belongs to the backward pass
 * @param name of the op
 * @param type for example {@code Conv2D}
 * @param milliseconds in a step, on average
 * @param share of the time that all ops take, from 0 to 1
 * @param calls in a step, on average
 */
public record OpTime(
    String layer,
    boolean backward,
    String name,
    String type,
    double milliseconds,
    double share,
    double calls) {

  /** What one call takes, on average. */
  public double millisecondsPerCall() {
    return milliseconds / calls;
  }
}
