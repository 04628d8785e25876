package org.cornu.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;

/** What {@code trial.json} holds: a trial but its predictions, which are many and lie in a CSV. */
record StoredTrial(
    String model,
    String title,
    String summary,
    long parameters,
    Map<String, String> settings,
    List<String> classes,
    History history,
    Evaluation test) {

  /** Checks what a damaged file may lack, so that nothing else meets it. */
  StoredTrial {
    requireAll("a field", Arrays.asList(model, title, summary, settings, classes, history, test));
    requireAll("a setting", settings.values());
    requireAll("a class", classes);
    requireAll("the test's figures", test.metrics().values());
    if (history.epochs().isEmpty() || !test.metrics().containsKey("accuracy")) {
      throw new IllegalArgumentException("it has no epoch or no test accuracy");
    }
    for (Epoch epoch : history.epochs()) {
      requireAll("a figure of epoch " + epoch.number(), epoch.logs().values());
      if (!epoch.logs().keySet().equals(history.epochs().get(0).logs().keySet())) {
        throw new IllegalArgumentException(
            "epoch %s has the figures %s, the first has %s"
                .formatted(epoch.number(), epoch.logs().keySet(), history.names()));
      }
    }
  }

  private static void requireAll(String what, Collection<?> values) {
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(what + " is null");
    }
  }

  static StoredTrial of(Trial trial) {
    return new StoredTrial(
        trial.model(),
        trial.title(),
        trial.summary(),
        trial.parameters(),
        trial.settings(),
        trial.classes(),
        trial.history(),
        trial.test());
  }

  Trial with(Predictions predictions) {
    return new Trial(
        model, title, summary, parameters, settings, classes, history, test, predictions);
  }
}
