package org.cornu.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.files.CsvText;
import org.cornu.history.Epoch;

/** The comparison in figures: a row a trial, and a row a model. Accuracies are fractions. */
final class ComparisonCsv {

  private static final String VALIDATION = "val_accuracy";

  private ComparisonCsv() {}

  /** A row a trial. */
  static String byTrial(List<Trial> trials) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "model",
            "seed",
            "parameters",
            "epochs",
            "test_accuracy",
            "test_loss",
            "val_accuracy_best",
            "val_accuracy_last",
            "seconds",
            "seconds_per_epoch"));
    for (Trial trial : trials) {
      List<Epoch> epochs = trial.history().epochs();
      rows.add(
          List.of(
              trial.model(),
              trial.seed(),
              trial.parameters(),
              epochs.size(),
              trial.test().accuracy(),
              trial.test().loss(),
              cell(best(epochs)),
              cell(trial.history().last().logs().getOrDefault(VALIDATION, Double.NaN)),
              CsvText.seconds(trial.seconds()),
              CsvText.seconds(trial.seconds() / epochs.size())));
    }
    return CsvText.of(rows);
  }

  /** A row a model: mean and standard deviation over its seeds; no deviation for one seed. */
  static String byModel(List<Runs> models) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "model",
            "seeds",
            "parameters",
            "test_accuracy_mean",
            "test_accuracy_sd",
            "test_loss_mean",
            "test_loss_sd",
            "seconds_mean",
            "seconds_sd"));
    for (Runs runs : models) {
      Spread loss = runs.spread(trial -> trial.test().loss());
      rows.add(
          List.of(
              runs.model(),
              runs.trials().size(),
              runs.first().parameters(),
              runs.accuracy().mean(),
              cell(runs.accuracy().deviation()),
              loss.mean(),
              cell(loss.deviation()),
              CsvText.seconds(runs.seconds().mean()),
              Double.isNaN(runs.seconds().deviation())
                  ? ""
                  : CsvText.seconds(runs.seconds().deviation())));
    }
    return CsvText.of(rows);
  }

  private static double best(List<Epoch> epochs) {
    return epochs.stream()
        .map(epoch -> epoch.logs().get(VALIDATION))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NaN);
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? "" : value;
  }
}
