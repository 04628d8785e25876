package org.cornu.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/**
 * The learning-rate schedules by Keras's names, with Keras's defaults, to be imported statically.
 * Steps are batches trained on; they need not be whole numbers.
 */
public final class Schedules {

  private Schedules() {}

  /** Multiplied by {@code decayRate} over each {@code decaySteps}. */
  public static ExponentialDecay exponentialDecay(
      double initialLearningRate, double decaySteps, double decayRate) {
    return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, false);
  }

  /** Divided by {@code 1 + decayRate * steps / decaySteps}. */
  public static InverseTimeDecay inverseTimeDecay(
      double initialLearningRate, double decaySteps, double decayRate) {
    return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, false);
  }

  /** In a straight line to 0.0001, until another end or power is given. */
  public static PolynomialDecay polynomialDecay(double initialLearningRate, double decaySteps) {
    return new PolynomialDecay(initialLearningRate, decaySteps, 1e-4, 1, false);
  }

  /** Along half a cosine to 0. */
  public static CosineDecay cosineDecay(double initialLearningRate, double decaySteps) {
    return new CosineDecay(initialLearningRate, decaySteps, 0, OptionalDouble.empty(), 0);
  }

  /** Along half a cosine to 0, again and again, each time twice as long. */
  public static CosineDecayRestarts cosineDecayRestarts(
      double initialLearningRate, double firstDecaySteps) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, 2, 1, 0);
  }

  /**
   * One value up to and with each boundary, the last after them.
   *
   * @param boundaries in steps, growing
   * @param values one more than boundaries
   */
  public static PiecewiseConstantDecay piecewiseConstantDecay(long[] boundaries, double... values) {
    Objects.requireNonNull(boundaries, "piecewiseConstantDecay needs boundaries, got null");
    Objects.requireNonNull(values, "piecewiseConstantDecay needs values, got null");
    return new PiecewiseConstantDecay(
        LongStream.of(boundaries).boxed().toList(), DoubleStream.of(values).boxed().toList());
  }

  /** Up for 0.3 of the steps, then down; not a class of Keras's, see {@link OneCycle}. */
  public static OneCycle oneCycle(double maxLearningRate, long totalSteps) {
    return new OneCycle(maxLearningRate, totalSteps, .3, 25, 1e4);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(schedule(CosineDecay.class, CosineDecay::from));
    rows.add(schedule(CosineDecayRestarts.class, CosineDecayRestarts::from));
    rows.add(schedule(ExponentialDecay.class, ExponentialDecay::from));
    rows.add(schedule(InverseTimeDecay.class, InverseTimeDecay::from));
    rows.add(schedule(PiecewiseConstantDecay.class, PiecewiseConstantDecay::from));
    rows.add(schedule(PolynomialDecay.class, PolynomialDecay::from));
    return rows;
  }

  private static <T extends LearningRateSchedule> KerasClass<?> schedule(
      Class<T> type, Function<Config, T> from) {
    return KerasClass.of(LearningRateSchedule.class, type, from);
  }
}
