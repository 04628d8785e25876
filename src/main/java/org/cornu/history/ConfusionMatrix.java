package org.cornu.history;

import java.util.Arrays;

/**
 * How often each class was taken for which.
 *
 * @param counts samples by [true class][predicted class]; square, copied on the way in and out
 */
public record ConfusionMatrix(long[][] counts) {

  public ConfusionMatrix {
    for (int row = 0; row < counts.length; row++) {
      if (counts[row].length != counts.length) {
        throw new IllegalArgumentException(
            "confusion matrix, row %s: needs %s counts, one a class, got %s"
                .formatted(row, counts.length, counts[row].length));
      }
    }
    counts = copy(counts);
  }

  /**
   * Counts a classifier's answers.
   *
   * @param classes how many classes there are; every index must lie in 0 to {@code classes - 1}
   * @throws IllegalArgumentException if an index lies outside
   */
  public static ConfusionMatrix of(Predictions predictions, int classes) {
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < predictions.size(); i++) {
      int truth = checked(predictions.truth()[i], "true", i, classes);
      int predicted = checked(predictions.predicted()[i], "predicted", i, classes);
      counts[truth][predicted]++;
    }
    return new ConfusionMatrix(counts);
  }

  @Override
  public long[][] counts() {
    return copy(counts);
  }

  /** How many classes there are. */
  public int classes() {
    return counts.length;
  }

  /** How many samples were counted. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** How many samples were classified rightly: the diagonal. */
  public long right() {
    long right = 0;
    for (int k = 0; k < counts.length; k++) {
      right += counts[k][k];
    }
    return right;
  }

  /** The fraction of samples classified rightly, 0 to 1; NaN if there are none. */
  public double accuracy() {
    return (double) right() / total();
  }

  /** The fraction of class {@code k}'s samples that were found, 0 to 1; NaN if it has none. */
  public double recall(int k) {
    return (double) counts[k][k] / Arrays.stream(counts[k]).sum();
  }

  /** The fraction of answers {@code k} that were right, 0 to 1; NaN if it was never answered. */
  public double precision(int k) {
    return (double) counts[k][k] / answered(k);
  }

  /**
   * The harmonic mean of precision and recall of class {@code k}, 0 to 1; NaN if the class neither
   * occurs nor was answered.
   */
  public double f1(int k) {
    return 2.0 * counts[k][k] / (Arrays.stream(counts[k]).sum() + answered(k));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  /** An aligned table: a row a true class, a column a predicted class. */
  @Override
  public String toString() {
    long widest = Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
    int width = Math.max(Long.toString(widest).length(), Integer.toString(classes()).length()) + 1;
    String cell = "%" + width + "s";
    StringBuilder table = new StringBuilder(cell.formatted(""));
    for (int k = 0; k < counts.length; k++) {
      table.append(cell.formatted(k));
    }
    for (int row = 0; row < counts.length; row++) {
      table.append('\n').append(cell.formatted(row));
      for (long count : counts[row]) {
        table.append(cell.formatted(count));
      }
    }
    return table.toString();
  }

  private long answered(int k) {
    return Arrays.stream(counts).mapToLong(row -> row[k]).sum();
  }

  private static int checked(int index, String role, int sample, int classes) {
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "confusion matrix, sample %s: needs a %s class of 0 to %s, got %s"
              .formatted(sample, role, classes - 1, index));
    }
    return index;
  }

  private static long[][] copy(long[][] counts) {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }
}
