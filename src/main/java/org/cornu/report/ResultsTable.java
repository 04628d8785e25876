package org.cornu.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The table of a comparison: a row a model, ours and then each reference's figures. */
record ResultsTable(List<Runs> models, List<Reference> references) {

  List<String> head() {
    List<String> head =
        new ArrayList<>(List.of("model", "parameters", "test accuracy,\u00a0%", "seconds"));
    for (Reference reference : references) {
      head.add(reference.label() + ": accuracy,\u00a0%");
      if (isTimed(reference)) {
        head.add(reference.label() + ": seconds");
      }
    }
    return head;
  }

  List<List<String>> rows() {
    return models.stream().map(this::row).toList();
  }

  /** What the references say in words, a line a remark. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Reference reference : references) {
      for (Runs runs : models) {
        Figures figures = reference.figures().get(runs.model());
        if (figures != null && !figures.note().isEmpty()) {
          notes.add("%s, %s: %s.".formatted(reference.label(), runs.label(), figures.note()));
        }
      }
    }
    return notes;
  }

  private List<String> row(Runs runs) {
    List<String> row =
        new ArrayList<>(
            List.of(
                runs.label(),
                Numbers.count(runs.first().parameters()),
                runs.accuracy().percent(),
                Numbers.fixed(runs.seconds().mean(), 2)));
    for (Reference reference : references) {
      Figures figures = reference.figures().get(runs.model());
      row.add(figures == null ? Numbers.NONE : accuracy(figures));
      if (isTimed(reference)) {
        OptionalDouble seconds = figures == null ? OptionalDouble.empty() : figures.seconds();
        row.add(Numbers.fixed(seconds.orElse(Double.NaN), 2));
      }
    }
    return row;
  }

  private static boolean isTimed(Reference reference) {
    return reference.figures().values().stream().anyMatch(f -> f.seconds().isPresent());
  }

  private static String accuracy(Figures figures) {
    String deviation =
        figures.deviation().isPresent()
            ? " ± " + Numbers.fixed(figures.deviation().getAsDouble(), 2)
            : "";
    return Numbers.fixed(figures.accuracy(), 2) + deviation;
  }
}
