package org.cornu.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cornu.history.Predictions;
import org.cornu.report.Trial;

/**
 * The test images that a model of a run got wrong, those first that most models did.
 *
 * @param run empty if there is none of which all models answered MNIST's test images
 * @param models of that run
 */
record Mistakes(String run, int models, List<Mistake> mistakes) {

  /**
   * One image.
   *
   * @param image its index
   * @param truth its class
   * @param said by the models' names, what those said that were wrong
   */
  record Mistake(int image, int truth, Map<String, Integer> said) {}

  /** Of the first run with answers to these images. */
  static Mistakes of(Runs runs, TestDigits digits) throws IOException {
    for (String run : runs.finished()) {
      List<Trial> trials = runs.trials(run);
      if (trials.stream().allMatch(trial -> digits.haveClasses(trial.predictions().truth()))) {
        return new Mistakes(run, trials.size(), among(trials));
      }
    }
    return new Mistakes("", 0, List.of());
  }

  private static List<Mistake> among(List<Trial> trials) {
    Map<Integer, Mistake> mistakes = new TreeMap<>();
    for (Trial trial : trials) {
      Predictions answers = trial.predictions();
      for (int i = 0; i < answers.size(); i++) {
        int truth = answers.truth()[i];
        int said = answers.predicted()[i];
        if (said != truth) {
          mistakes
              .computeIfAbsent(i, image -> new Mistake(image, truth, new LinkedHashMap<>()))
              .said
              .put(trial.model(), said);
        }
      }
    }
    List<Mistake> sorted = new ArrayList<>(mistakes.values());
    sorted.sort(Comparator.comparing((Mistake mistake) -> -mistake.said.size()));
    return sorted;
  }
}
