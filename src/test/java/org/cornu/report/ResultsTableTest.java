package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTableTest {

  private static final int[] TRUTH = Trials.truth(1000);

  private static final List<Runs> MODELS =
      Runs.of(
          List.of(
              Trials.trial("model1", 1, 1, TRUTH),
              Trials.trial("model1", 2, 1, TRUTH),
              Trials.trial("model2", 1, 1, TRUTH).titled("+ dropout")));

  private static final Reference NOTEBOOK =
      new Reference(
          "notebook",
          Map.of(
              "model1",
              Figures.accuracy(98.68).seconds(75.61),
              "model2",
              Figures.accuracy(98.88).note("814.36 s on CPU")));

  private static final Reference KERAS =
      new Reference("Keras", Map.of("model1", Figures.accuracy(98.5).deviation(0.049)));

  @Test
  void oursComesFirstAndThenEachReference() {
    ResultsTable table = new ResultsTable(MODELS, List.of(NOTEBOOK, KERAS));
    assertThat(table.head())
        .containsExactly(
            "model",
            "parameters",
            "test accuracy,\u00a0%",
            "seconds",
            "notebook: accuracy,\u00a0%",
            "notebook: seconds",
            "Keras: accuracy,\u00a0%");
    assertThat(table.rows().get(0))
        .containsExactly(
            "model1", "46,922", "100.00 ± 0.00", seconds(0), "98.68", "75.61", "98.50 ± 0.05");
    assertThat(table.rows().get(1))
        .containsExactly("model2 (+ dropout)", "46,922", "100.00", seconds(1), "98.88", "–", "–");
  }

  @Test
  void remarksStandApart() {
    assertThat(new ResultsTable(MODELS, List.of(NOTEBOOK, KERAS)).notes())
        .containsExactly("notebook, model2 (+ dropout): 814.36 s on CPU.");
  }

  private static String seconds(int model) {
    return Numbers.fixed(MODELS.get(model).seconds().mean(), 2);
  }
}
