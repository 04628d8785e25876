package org.cornu.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a comparison's report says, whatever its format. */
record ReportContent(Comparison comparison, Gallery gallery, Optional<String> missing) {

  void writeTo(Page page) throws IOException {
    List<Runs> models = Runs.of(comparison.trials());
    page.heading(1, comparison.title());
    page.paragraph(opening(models));
    if (missing.isPresent()) {
      page.paragraph(missing.get());
    }
    if (!comparison.setting().isEmpty()) {
      page.heading(2, "Setting");
      page.table(List.of("what", "value"), pairs(comparison.setting()), 2);
    }
    page.heading(2, "Results");
    results(page, models);
    for (Gallery.Shown chart : gallery.charts()) {
      page.picture(chart.path(), chart.text());
    }
    for (Runs runs : models) {
      model(page, runs);
    }
  }

  private String opening(List<Runs> models) {
    Runs best = models.stream().max(Comparator.comparing(r -> r.accuracy().mean())).orElseThrow();
    return "%s on %s test samples. The best test accuracy is %s's: %s %%."
        .formatted(
            Numbers.plural(models.size(), "model"),
            Numbers.count(comparison.test().size()),
            best.model(),
            best.accuracy().percent());
  }

  private void results(Page page, List<Runs> models) throws IOException {
    ResultsTable table = new ResultsTable(models, comparison.references());
    page.table(table.head(), table.rows(), 1);
    int most = models.stream().mapToInt(runs -> runs.trials().size()).max().orElseThrow();
    page.paragraph(
        most == 1
            ? "One seed a model. Seconds are those of training and validation together."
            : ("Mean ± standard deviation over %s seeds; seconds are those of training and"
                    + " validation together, their mean over the seeds. All trials, one by one,"
                    + " are in comparison.csv.")
                .formatted(most));
    for (String note : table.notes()) {
      page.paragraph(note);
    }
  }

  private void model(Page page, Runs runs) throws IOException {
    Trial trial = runs.first();
    page.heading(2, trial.model());
    page.preformatted(trial.summary());
    page.paragraph(shown(runs));
    for (Gallery.Shown picture : gallery.byModel().getOrDefault(trial.model(), List.of())) {
      page.picture(picture.path(), picture.text());
    }
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
