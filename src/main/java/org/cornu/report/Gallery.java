package org.cornu.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cornu.drawing.Picture;

/**
 * The pictures of a comparison that lie in its folder.
 *
 * @param charts of all models together
 * @param byModel of each model's first seed
 */
record Gallery(List<Shown> charts, Map<String, List<Shown>> byModel) {

  private static final String ACCURACY = "accuracy.png";
  private static final String TIME = "time.png";
  private static final String ACCURACY_TIME = "accuracy-time.png";
  private static final String VALIDATION = "validation.png";

  /** The files of the charts of all models together. */
  static final List<String> CHARTS = List.of(ACCURACY, TIME, ACCURACY_TIME, VALIDATION);

  /**
   * A picture of the report.
   *
   * @param path relative to the report
   * @param text what it shows, in words
   */
  record Shown(String path, String text) {}

  /** No pictures, for machines without fonts. */
  static Gallery none() {
    return new Gallery(List.of(), Map.of());
  }

  /** Draws the charts of the comparison and each model's pictures. */
  static Gallery draw(Comparison comparison, Path dir) throws IOException {
    List<Runs> models = Runs.of(comparison.trials());
    Map<String, List<Shown>> byModel = new LinkedHashMap<>();
    for (Runs runs : models) {
      byModel.put(runs.model(), pictures(runs.first(), comparison, dir));
    }
    return new Gallery(charts(models, comparison.references(), dir), byModel);
  }

  private static List<Shown> charts(List<Runs> models, List<Reference> references, Path dir)
      throws IOException {
    String accuracies = listed(models, runs -> runs.accuracy().percent() + " %");
    String seconds = listed(models, runs -> Numbers.fixed(runs.seconds().mean(), 1) + " s");
    List<Shown> charts = new ArrayList<>();
    charts.add(
        saved(
            AccuracyChart.of(models, references),
            dir,
            ACCURACY,
            "Test accuracy by model: " + accuracies));
    charts.add(saved(TimeChart.of(models), dir, TIME, "Training time by model: " + seconds));
    charts.add(
        saved(
            AccuracyTimeChart.of(models),
            dir,
            ACCURACY_TIME,
            "Test accuracy against training time, a point a model"));
    Optional<Picture> validation = ValidationChart.of(models);
    if (validation.isPresent()) {
      charts.add(
          saved(
              validation.get(), dir, VALIDATION, "Validation accuracy by epoch, a curve a model"));
    }
    return charts;
  }

  private static List<Shown> pictures(Trial trial, Comparison comparison, Path dir)
      throws IOException {
    String folder = TrialFolder.relative(trial.model(), trial.seed()) + "/";
    List<Shown> pictures = new ArrayList<>();
    pictures.add(
        new Shown(
            folder + TrialFolder.HISTORY_PNG,
            "Accuracy and loss of %s by epoch".formatted(trial.label())));
    pictures.add(
        new Shown(
            folder + TrialFolder.CONFUSION_PNG,
            "Confusion matrix of %s on the test set".formatted(trial.label())));
    Optional<Picture> mistakes = MistakeSheet.of(trial, comparison.test());
    if (mistakes.isPresent()) {
      pictures.add(
          saved(
              mistakes.get(),
              dir,
              folder + TrialFolder.MISTAKES_PNG,
              "Test images that %s got wrong with the most confidence".formatted(trial.label())));
    }
    return pictures;
  }

  private static Shown saved(Picture picture, Path dir, String path, String text)
      throws IOException {
    picture.save(dir.resolve(path));
    return new Shown(path, text);
  }

  private static String listed(List<Runs> models, Function<Runs, String> figure) {
    return models.stream()
        .map(runs -> runs.label() + " " + figure.apply(runs))
        .collect(Collectors.joining(", "));
  }
}
