package org.cornu.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a comparison's report says, whatever its format: the results first, the settings last. */
record ReportContent(Comparison comparison, Gallery gallery, Optional<String> missing) {

  void writeTo(Page page) throws IOException {
    List<Runs> models = Runs.of(comparison.trials());
    page.heading(1, comparison.title());
    page.paragraph(opening(models));
    if (missing.isPresent()) {
      page.paragraph(missing.get());
    }
    results(page, models);
    for (Gallery.Shown chart : gallery.charts()) {
      page.picture(chart.path(), chart.text());
    }
    page.heading(2, "Each model");
    page.paragraph(guide());
    for (Runs runs : models) {
      model(page, runs);
    }
    if (!comparison.setting().isEmpty()) {
      page.heading(2, "Settings");
      page.table(List.of("what", "value"), pairs(comparison.setting()), 2);
    }
  }

  private String opening(List<Runs> models) {
    Runs best = models.stream().max(Comparator.comparing(r -> r.accuracy().mean())).orElseThrow();
    String samples = Numbers.count(comparison.test().size()) + " test samples";
    return models.size() == 1
        ? "%s gets %s %% of the %s right, none of which it was trained on."
            .formatted(best.label(), best.accuracy().percent(), samples)
        : "%s, asked about the same %s, none of which they were trained on. The best is %s: it gets %s %% right."
            .formatted(
                Numbers.plural(models.size(), "model"),
                samples,
                best.label(),
                best.accuracy().percent());
  }

  private void results(Page page, List<Runs> models) throws IOException {
    ResultsTable table = new ResultsTable(models, comparison.references());
    page.table(table.head(), table.rows(), 1);
    page.paragraph(
        "Parameters are the numbers that a model learns. Test accuracy is the share of the test samples that"
            + " it gets right; seconds are those of training, validation included. "
            + seeds(models));
    for (String note : table.notes()) {
      page.paragraph(note);
    }
  }

  private static String seeds(List<Runs> models) {
    int most = models.stream().mapToInt(runs -> runs.trials().size()).max().orElseThrow();
    return most == 1
        ? "Each model was trained once: another random start (seed) gives slightly other figures."
        : ("Each model was trained from %s random starts (seeds): accuracy is their mean ± standard"
                + " deviation, seconds are their mean. comparison.csv has every run.")
            .formatted(most);
  }

  private String guide() {
    String layers = "The table of each model lists its layers from input to output.";
    return gallery.byModel().isEmpty()
        ? layers
        : "Curves: accuracy and loss after each epoch, which is one pass over the training samples; validation"
            + " is on samples set aside for it. Matrix: a row for each true class, a column for each"
            + " answer, so that what is off the diagonal is wrong. Below it are the mistakes that the model was"
            + " surest of. "
            + layers;
  }

  private void model(Page page, Runs runs) throws IOException {
    Trial trial = runs.first();
    page.heading(2, trial.label());
    page.paragraph(shown(runs));
    for (Gallery.Shown picture : gallery.byModel().getOrDefault(trial.model(), List.of())) {
      page.picture(picture.path(), picture.text());
    }
    page.preformatted(trial.summary());
  }

  private static String shown(Runs runs) {
    Trial trial = runs.first();
    String which =
        runs.trials().size() == 1
            ? "Seed %s".formatted(trial.seed())
            : "Shown is seed %s, the first of %s".formatted(trial.seed(), runs.trials().size());
    return "%s: test accuracy %s %%, test loss %s, %s in %s s."
        .formatted(
            which,
            Numbers.percent(trial.test().accuracy()),
            Numbers.fixed(trial.test().loss(), 4),
            Numbers.plural(trial.history().epochs().size(), "epoch"),
            Numbers.fixed(trial.seconds(), 1));
  }

  private static List<List<String>> pairs(Map<String, String> values) {
    return values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList();
  }
}
