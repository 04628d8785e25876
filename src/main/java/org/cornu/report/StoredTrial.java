package org.cornu.report;

import java.util.List;
import java.util.Map;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;

/** What {@code trial.json} holds: a trial but its predictions, which are many and lie in a CSV. */
record StoredTrial(
    String model,
    String summary,
    long parameters,
    Map<String, String> settings,
    List<String> classes,
    History history,
    Evaluation test) {

  static StoredTrial of(Trial trial) {
    return new StoredTrial(
        trial.model(),
        trial.summary(),
        trial.parameters(),
        trial.settings(),
        trial.classes(),
        trial.history(),
        trial.test());
  }

  Trial with(Predictions predictions) {
    return new Trial(model, summary, parameters, settings, classes, history, test, predictions);
  }
}
