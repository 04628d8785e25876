package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTextTest {

  private static final String LOGS = "loss 0.0421  accuracy 0.9871";

  @Test
  void showsTaskBarFiguresSpeedAndTimeLeft() {
    assertThat(BarText.line("epoch  3/20", 24_000, 48_000, 2.5, LOGS))
        .isEqualTo(
            "epoch  3/20 [####-----] loss 0.0421  accuracy 0.9871  9,600 samples/s  ETA 0:03");
  }

  @Test
  void theBarTakesAtMostTwentyCells() {
    assertThat(BarText.line("epoch 1/2", 1, 4, 1, "loss 1"))
        .startsWith("epoch 1/2 [#####---------------] loss 1  1 samples/s  ETA 0:03");
  }

  @Test
  void beforeTheFirstBatchThereIsOnlyAnEmptyBar() {
    assertThat(BarText.line("epoch 1/2", 0, 4, 0, "").strip())
        .isEqualTo("epoch 1/2 [--------------------]");
  }

  @ParameterizedTest
  @CsvSource({"59.6, 1:00", "3599, 59:59", "3723, 1:02:03"})
  void timeLeftIsInMinutesOrHours(double seconds, String left) {
    assertThat(BarText.line("epoch", 1, 2, seconds, "loss 1").strip()).endsWith("ETA " + left);
  }

  @ParameterizedTest
  @CsvSource({"epoch 1/2, 0, loss 1", "epoch 100/200, 7, " + LOGS + "  top_5_accuracy 0.9999"})
  void everyDrawingIsOneColumnNarrowerThanATerminal(String task, long done, String logs) {
    assertThat(BarText.line(task, done, 9, 0.5, logs)).hasSize(79);
  }

  @Test
  void theBarGivesWayToFigures() {
    assertThat(BarText.line("epoch 100/200", 7, 9, 0.5, LOGS + "  top_5 0.9"))
        .startsWith("epoch 100/200 loss 0.0421  accuracy 0.9871  top_5 0.9  14 samples/s");
  }
}
