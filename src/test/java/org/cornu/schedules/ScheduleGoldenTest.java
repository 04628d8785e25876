package org.cornu.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each schedule at many steps against Keras's numbers. */
class ScheduleGoldenTest {

  static Stream<Golden> schedules() {
    return Golden.all("schedules");
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void givesTheRatesThatKerasGives(Golden golden) {
    JsonNode steps = golden.at("steps");
    long[] iterations =
        LongStream.range(0, steps.size()).map(i -> steps.get((int) i).longValue()).toArray();
    double[] rates = Keras.schedule(golden).rates(iterations);
    for (int i = 0; i < rates.length; i++) {
      double expected = golden.at("rates").get(i).doubleValue();
      assertThat(rates[i])
          .as("rate after %d steps", iterations[i])
          .isCloseTo(expected, within(1e-6 * expected + 1e-12));
    }
  }
}
