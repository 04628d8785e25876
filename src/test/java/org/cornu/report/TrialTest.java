package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesABlankName(String name) {
    assertThatThrownBy(() -> Trials.trial(name, 1, 1, Trials.truth(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the model's name, got \"" + name + "\"");
  }

  /** It was trained under that name, and must not be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"my net", "..", "a/b", "a\\b", ".hidden", "100 %", "größe"})
  void takesAnyNameThatANetHas(String name, @TempDir Path dir) throws IOException {
    Trial trial = Trials.trial(name, 1, 1, Trials.truth(10));
    Path folder = TrialFolder.of(dir, name, 1);
    TrialFolder.write(trial, folder);
    assertThat(folder.getParent().getParent()).isEqualTo(dir);
    Trials.assertEqual(TrialFolder.read(folder).orElseThrow(), trial);
  }

  @Test
  void takesItsSeedAndSecondsFromTheHistory() {
    Trial trial = Trials.trial("my-model_2.1", 42, 1, Trials.truth(10));
    assertThat(trial.seed()).isEqualTo(42);
    assertThat(trial.seconds()).isEqualTo(trial.history().seconds()).isPositive();
  }

  @Test
  void refusesAHistoryWithNoEpoch() {
    Trial trial = Trials.trial("m", 1, 1, Trials.truth(10));
    History empty = new History(1, List.of());
    assertThatThrownBy(
            () ->
                new Trial(
                    "m", "", "", 0, Map.of(), List.of(), empty, trial.test(), trial.predictions()))
        .hasMessageContainingAll("trial of m", "one finished epoch", "got none");
  }

  @Test
  void growsFromItsFiguresToTheWhole() {
    Trial whole = Trials.trial("m", 1, 1, Trials.truth(10));

    Trial grown =
        Trial.of("m", whole.history(), whole.test())
            .net(whole.summary(), whole.parameters())
            .settings(whole.settings())
            .predictions(whole.predictions(), whole.classes());

    Trials.assertEqual(grown, whole);
  }

  @Test
  void refusesATestWithoutAccuracy() {
    Trial trial = Trials.trial("m", 1, 1, Trials.truth(10));
    Evaluation lossAlone = new Evaluation(0.5, Map.of(), 10, 1);
    assertThatThrownBy(() -> Trial.of("m", trial.history(), lossAlone))
        .hasMessage("trial of m: needs a test accuracy, got []; compile the model with accuracy()");
  }
}
