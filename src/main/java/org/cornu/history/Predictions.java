package org.cornu.history;

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
          "predictions need one truth, one predicted class and one confidence a sample, got %d, %d and %d"
              .formatted(truth.length, predicted.length, confidence.length));
    }
  }

  /** How many samples were answered. */
  public int size() {
    return truth.length;
  }
}
