package org.cornu.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cornu.report.Trial;

/**
 * How the models of a run learnt.
 *
 * @param runs that there are, the one to be shown first at the head
 * @param run that this is of; empty if there is none
 * @param models each model's first seed
 */
record Curves(List<String> runs, String run, List<Curve> models) {

  /**
   * One model.
   *
   * @param testAccuracy a fraction
   * @param seconds of training and validation
   * @param epochs by the figures' names, a number an epoch
   */
  record Curve(
      String model,
      long parameters,
      double testAccuracy,
      double seconds,
      Map<String, List<Number>> epochs) {

    static Curve of(Trial trial) {
      return new Curve(
          trial.model(),
          trial.parameters(),
          trial.test().accuracy(),
          trial.seconds(),
          Columns.of(trial.history()));
    }
  }

  /** Of the run of this name; of the first if it is null or there is none of that name. */
  static Curves of(Runs runs, String name) throws IOException {
    List<String> names = runs.finished();
    if (names.isEmpty()) {
      return new Curves(names, "", List.of());
    }
    String run = names.contains(name) ? name : names.get(0);
    return new Curves(names, run, runs.trials(run).stream().map(Curve::of).toList());
  }
}
