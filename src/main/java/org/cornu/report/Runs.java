package org.cornu.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One model's trials over its seeds.
 *
 * @param trials at least one; the first is the one that is shown
 */
record Runs(List<Trial> trials) {

  /** Groups by model, models and seeds in order of first mention. */
  static List<Runs> of(List<Trial> trials) {
    Map<String, List<Trial>> models =
        trials.stream()
            .collect(Collectors.groupingBy(Trial::model, LinkedHashMap::new, Collectors.toList()));
    return models.values().stream().map(Runs::new).toList();
  }

  String model() {
    return first().model();
  }

  /** The model's name and title. */
  String label() {
    return first().label();
  }

  Trial first() {
    return trials.get(0);
  }

  /** The test accuracy as a fraction. */
  Spread accuracy() {
    return spread(trial -> trial.test().accuracy());
  }

  /** The seconds of all epochs. */
  Spread seconds() {
    return spread(Trial::seconds);
  }

  Spread spread(ToDoubleFunction<Trial> figure) {
    return Spread.of(trials.stream().mapToDouble(figure).toArray());
  }
}
