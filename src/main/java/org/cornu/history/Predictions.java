package org.cornu.history;

import java.util.stream.IntStream;

/**
 * A classifier's answers to the samples of a data set, in the set's order.
 *
 * @param truth each sample's true class index
 * @param predicted each sample's most probable class index
 * @param confidence the probability given to {@code predicted}, 0 to 1
 */
public record Predictions(int[] truth, int[] predicted, float[] confidence) {

  public Predictions {
    if (truth.length != predicted.length || truth.length != confidence.length) {
      throw new IllegalArgumentException(
          "predictions need one truth, one predicted class and one confidence a sample, got %s, %s and %s"
              .formatted(truth.length, predicted.length, confidence.length));
    }
  }

  /** How many samples were answered. */
  public int size() {
    return truth.length;
  }

  /** How many samples got their true class. */
  public int right() {
    return (int) IntStream.range(0, size()).filter(i -> predicted[i] == truth[i]).count();
  }

  /** In a line: how many samples, and how many of them were right. */
  @Override
  public String toString() {
    return right() + " of " + size() + " samples right";
  }
}
