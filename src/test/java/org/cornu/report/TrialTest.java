package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a\\b", ".hidden", "a b"})
  void refusesANameThatIsNoFolder(String name) {
    assertThatThrownBy(() -> Trials.trial(name, 1, 1, Trials.truth(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got \"" + name + "\"; rename the model");
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
                    "m", "", 0, Map.of(), List.of(), empty, trial.test(), trial.predictions()))
        .hasMessage("trial of m: needs at least one finished epoch, got none");
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
