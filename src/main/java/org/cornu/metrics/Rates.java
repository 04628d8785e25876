package org.cornu.metrics;

/**
 * Counts of right and wrong answers at each of several thresholds, which rise.
 *
 * @param truePositives answered with yes, rightly
 * @param falsePositives answered with yes, wrongly
 * @param falseNegatives answered with no, wrongly
 * @param trueNegatives answered with no, rightly
 */
record Rates(
    double[] truePositives,
    double[] falsePositives,
    double[] falseNegatives,
    double[] trueNegatives) {

  /**
   * From histograms.
   *
   * @param sums of each label, then of all again: the weights of the positives by how many
   *     thresholds they lie above, then those of the negatives
   * @param label number of one
   * @param labels how many there are
   */
  static Rates of(double[] sums, int label, int labels) {
    int bins = sums.length / 2 / labels;
    double[] above = tail(sums, label * bins, bins);
    double[] wrong = tail(sums, (labels + label) * bins, bins);
    int thresholds = bins - 1;
    double[][] counts = new double[4][thresholds];
    for (int i = 0; i < thresholds; i++) {
      counts[0][i] = above[i + 1];
      counts[1][i] = wrong[i + 1];
      counts[2][i] = above[0] - above[i + 1];
      counts[3][i] = wrong[0] - wrong[i + 1];
    }
    return new Rates(counts[0], counts[1], counts[2], counts[3]);
  }

  /** What lies in each bin and all above it. */
  private static double[] tail(double[] sums, int from, int bins) {
    double[] tail = new double[bins];
    double sum = 0;
    for (int i = bins - 1; i >= 0; i--) {
      sum += sums[from + i];
      tail[i] = sum;
    }
    return tail;
  }

  /** How many thresholds there are. */
  int size() {
    return truePositives.length;
  }

  /** What share of the positives was found: also called sensitivity. */
  double[] recall() {
    return shares(truePositives, falseNegatives);
  }

  /** What share of the answers that are a yes is right. */
  double[] precision() {
    return shares(truePositives, falsePositives);
  }

  /** What share of the negatives was found. */
  double[] specificity() {
    return shares(trueNegatives, falsePositives);
  }

  /** What share of the negatives was taken for positives. */
  double[] fallOut() {
    return shares(falsePositives, trueNegatives);
  }

  private static double[] shares(double[] right, double[] wrong) {
    double[] shares = new double[right.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = share(right[i], wrong[i]);
    }
    return shares;
  }

  /** One of two numbers as a share of both; 0 of nothing. */
  static double share(double one, double other) {
    return one + other == 0 ? 0 : one / (one + other);
  }
}
