package org.cornu.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.cornu.schedules.Schedules.cosineDecay;
import static org.cornu.schedules.Schedules.cosineDecayRestarts;
import static org.cornu.schedules.Schedules.exponentialDecay;
import static org.cornu.schedules.Schedules.inverseTimeDecay;
import static org.cornu.schedules.Schedules.oneCycle;
import static org.cornu.schedules.Schedules.piecewiseConstantDecay;
import static org.cornu.schedules.Schedules.polynomialDecay;

import org.junit.jupiter.api.Test;

/** Bad arguments, and what the goldens do not show; the numbers are in the golden test. */
class ScheduleTest {

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aStairIsTakenOnTimeWhateverItsLength() {
    for (long steps = 1; steps < 200; steps++) {
      assertThat(exponentialDecay(1, steps, .5).staircase(true).rates(steps - 1, steps, 3 * steps))
          .as("stairs of %d steps", steps)
          .containsExactly(1, .5, .125);
    }
  }

  @Test
  void aWarmUpOfNoStepsBeginsAtItsTarget() {
    assertThat(cosineDecay(.1, 10).warmup(.5, 0).rates(0)).containsExactly(.5);
  }

  @Test
  void oneCycleBeginsRisesAndEndsWhereItSays() {
    assertThat(oneCycle(.1, 1000).rates(0, 299, 999, 2000))
        .containsExactly(new double[] {.004, .1, 4e-7, 4e-7}, withPrecision(1e-8));
  }

  @Test
  void badArgumentsAreRefused() {
    refused(
        () -> exponentialDecay(-1, 10, .5),
        "exponentialDecay needs finite learning rates of 0 or more, got -1.0");
    refused(() -> inverseTimeDecay(1, 0, .5), "inverseTimeDecay", "steps above 0", "got 0.0");
    refused(
        () -> exponentialDecay(1, 10, Double.NaN),
        "exponentialDecay",
        "decay rate above 0",
        "got NaN");
    refused(() -> polynomialDecay(1, 10).power(0), "polynomialDecay", "power above 0", "got 0.0");
    refused(
        () -> cosineDecay(1, 10).alpha(-1),
        "cosineDecay",
        "alpha",
        "0 or more",
        "got -1.0 and 0.0");
    refused(
        () -> cosineDecay(1, 10).warmup(1, Double.POSITIVE_INFINITY),
        "cosineDecay",
        "finite warm-up steps",
        "got 0.0 and Infinity");
    refused(
        () -> cosineDecayRestarts(1, 10).tMul(.5),
        "cosineDecayRestarts",
        "tMul of 1 or more",
        "got 0.5 and 0.0");
    refused(
        () -> piecewiseConstantDecay(new long[] {1, 2}, 1, 2),
        "piecewiseConstantDecay",
        "one more value",
        "got 2 and 2");
    refused(
        () -> piecewiseConstantDecay(new long[] {2, 1}, 1, 2, 3),
        "piecewiseConstantDecay",
        "boundaries that grow",
        "got [2, 1]");
    refused(() -> oneCycle(1, 3), "oneCycle", "more than one step", "got 0.3 of 3 steps");
  }
}
