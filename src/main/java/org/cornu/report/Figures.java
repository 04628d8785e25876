package org.cornu.report;

import java.util.OptionalDouble;

/**
 * What somebody else measured for one model.
 *
 * @param accuracy on the test set, in per cent
 * @param deviation standard deviation of the accuracy over seeds, in per cent
 * @param seconds of training
 * @param note a remark for the reader, or empty
 */
public record Figures(
    double accuracy, OptionalDouble deviation, OptionalDouble seconds, String note) {

  /** An accuracy in per cent, with nothing else known. */
  public static Figures accuracy(double percent) {
    return new Figures(percent, OptionalDouble.empty(), OptionalDouble.empty(), "");
  }

  /** The mean of the accuracies of one or more seeds in per cent, with their standard deviation. */
  public static Figures ofSeeds(double... percents) {
    Spread spread = Spread.of(percents);
    Figures mean = accuracy(spread.mean());
    return percents.length < 2 ? mean : mean.deviation(spread.deviation());
  }

  /** The same with the accuracy's standard deviation over seeds, in per cent. */
  public Figures deviation(double percent) {
    return new Figures(accuracy, OptionalDouble.of(percent), seconds, note);
  }

  /** The same with the seconds of training. */
  public Figures seconds(double seconds) {
    return new Figures(accuracy, deviation, OptionalDouble.of(seconds), note);
  }

  /** The same with a remark for the reader. */
  public Figures note(String note) {
    return new Figures(accuracy, deviation, seconds, note);
  }
}
