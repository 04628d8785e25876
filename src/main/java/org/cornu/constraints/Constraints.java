package org.cornu.constraints;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.KerasClass;

/** The constraints by Keras's names, with Keras's defaults, to be imported statically. */
public final class Constraints {

  private Constraints() {}

  /** A norm of at most 2 along axis 0: of what each output of a Dense reads. */
  public static MaxNorm maxNorm() {
    return maxNorm(2);
  }

  /** A norm of at most {@code maxValue}, 0 or more, along axis 0. */
  public static MaxNorm maxNorm(double maxValue) {
    return new MaxNorm(maxValue, Axes.FIRST);
  }

  /** No number below 0. */
  public static NonNeg nonNeg() {
    return new NonNeg();
  }

  /** A norm of 1 along axis 0. */
  public static UnitNorm unitNorm() {
    return new UnitNorm(Axes.FIRST);
  }

  /** A norm of {@code minValue} to {@code maxValue}, 0 or more, along axis 0. */
  public static MinMaxNorm minMaxNorm(double minValue, double maxValue) {
    return new MinMaxNorm(minValue, maxValue, 1, Axes.FIRST);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(KerasClass.of(Constraint.class, MaxNorm.class, MaxNorm::from));
    rows.add(KerasClass.of(Constraint.class, MinMaxNorm.class, MinMaxNorm::from));
    rows.add(KerasClass.of(Constraint.class, NonNeg.class, NonNeg::from));
    rows.add(KerasClass.of(Constraint.class, UnitNorm.class, UnitNorm::from));
    return rows;
  }
}
