package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;
import org.junit.jupiter.api.Test;

class ComparisonCsvTest {

  @Test
  void writesARowATrial() {
    List<Trial> trials = List.of(trial("a", 1, 0.98, 0.9, 0.97, 0.96), trial("b", 2, 0.5));
    assertThat(ComparisonCsv.byTrial(trials))
        .isEqualTo(
            """
            model,seed,parameters,epochs,test_accuracy,test_loss,val_accuracy_best,\
            val_accuracy_last,seconds,seconds_per_epoch
            a,1,12,3,0.98,0.25,0.97,0.96,4.500,1.500
            b,2,12,1,0.5,0.25,,,1.500,1.500
            """);
  }

  @Test
  void writesMeanAndDeviationARowAModel() {
    List<Trial> trials =
        List.of(trial("a", 1, 0.75, 0.9), trial("b", 1, 0.5), trial("a", 2, 0.25, 0.9, 0.9));
    assertThat(ComparisonCsv.byModel(Runs.of(trials)))
        .isEqualTo(
            """
            model,seeds,parameters,test_accuracy_mean,test_accuracy_sd,test_loss_mean,\
            test_loss_sd,seconds_mean,seconds_sd
            a,2,12,0.5,%s,0.25,0.0,2.250,1.061
            b,1,12,0.5,,0.25,,1.500,
            """
                .formatted(Math.sqrt(0.125)));
  }

  /** Epochs of 1.5 seconds, one for each validation accuracy; one without, if there is none. */
  private static Trial trial(String model, long seed, double accuracy, double... validation) {
    List<Epoch> epochs = new ArrayList<>();
    for (int n = 1; n <= Math.max(1, validation.length); n++) {
      Map<String, Double> logs = new LinkedHashMap<>(Map.of("loss", 1.0));
      if (validation.length > 0) {
        logs.put("val_accuracy", validation[n - 1]);
      }
      epochs.add(new Epoch(n, logs, 0.1, 1.5));
    }
    return new Trial(
        model,
        "",
        "",
        12,
        Map.of(),
        List.of("0"),
        new History(seed, epochs),
        new Evaluation(0.25, Map.of("accuracy", accuracy), 1, 1),
        new Predictions(new int[1], new int[1], new float[1]));
  }
}
