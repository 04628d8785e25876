package org.cornu.metrics;

/** Which shares of right and wrong answers span a curve. */
public enum AUCCurve {
  /** The positives that are found over the negatives taken for positives. */
  ROC,
  /** The precision over the recall. */
  PR,
  /** The same as gains over answering all with yes (Flach and Kull 2015). */
  PRGAIN;

  /** The area under it. */
  double area(Rates rates, AUCSummation summation) {
    if (this == PR && summation == AUCSummation.INTERPOLATION) {
      return interpolated(rates);
    }
    double[] x =
        switch (this) {
          case ROC -> rates.fallOut();
          case PR -> rates.recall();
          case PRGAIN -> gains(rates, rates.falseNegatives(), 0);
        };
    double[] y =
        switch (this) {
          case ROC -> rates.recall();
          case PR -> rates.precision();
          case PRGAIN -> gains(rates, rates.falsePositives(), 1);
        };
    double area = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double from = this == PRGAIN ? Math.max(x[i], 0) : x[i];
      double to = this == PRGAIN ? Math.max(x[i + 1], 0) : x[i + 1];
      area += (from - to) * summation.height(y[i], y[i + 1]);
    }
    return area;
  }

  /**
   * Precision is no straight line between two thresholds (Davis and Goadrich 2006, "The
   * Relationship Between Precision-Recall and ROC Curves").
   */
  private static double interpolated(Rates rates) {
    double area = 0;
    for (int i = 0; i + 1 < rates.size(); i++) {
      double right = rates.truePositives()[i + 1];
      double more = rates.truePositives()[i] - right;
      double yes = rates.truePositives()[i] + rates.falsePositives()[i];
      double fewer = right + rates.falsePositives()[i + 1];
      double slope = over(more, Math.max(yes - fewer, 0));
      double intercept = right - slope * fewer;
      double ratio = yes > 0 && fewer > 0 ? yes / fewer : 1;
      double positives = right + rates.falseNegatives()[i + 1];
      area += over(slope * (more + intercept * Math.log(ratio)), Math.max(positives, 0));
    }
    return area;
  }

  /** One minus what is wrong over what is right, by the positives over the negatives. */
  private static double[] gains(Rates rates, double[] wrong, double ofNothing) {
    double[] gains = new double[rates.size()];
    for (int i = 0; i < gains.length; i++) {
      double right = rates.truePositives()[i];
      double positives = right + rates.falseNegatives()[i];
      double negatives = rates.trueNegatives()[i] + rates.falsePositives()[i];
      gains[i] = right == 0 ? ofNothing : 1 - over(positives, negatives) * wrong[i] / right;
    }
    return gains;
  }

  private static double over(double one, double other) {
    return other == 0 ? 0 : one / other;
  }
}
