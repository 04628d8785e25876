package org.cornu.feed;

import java.util.List;
import org.cornu.data.Dataset;

/** Whether the number of a class means the same class in two places. */
public final class ClassNumbers {

  private ClassNumbers() {}

  /**
   * Checks that the classes of data mean those that a model was trained on.
   *
   * @param call as the message names it
   * @param trained their names; empty if they had none
   * @throws IllegalArgumentException if not; the message says how to number them alike
   */
  public static void requireTrained(String call, List<String> trained, Dataset data) {
    if (data.targets().size() == 1 && data.hasClassNames()) {
      requireAlike(
          call + " needs the classes that the model was trained on",
          trained,
          data.classNames(),
          "relabelled(model.classNames()), or for other classes compile the net anew and loadWeights");
    }
  }

  /**
   * Checks the classes that are validated on.
   *
   * @throws IllegalArgumentException if they are not those that are trained on
   */
  public static void requireSame(Dataset train, Dataset validation) {
    boolean one = train.targets().size() == 1 && validation.targets().size() == 1;
    if (one && train.hasClasses() && validation.hasClasses()) {
      requireAlike(
          "fit's validation needs the classes of the training data",
          train.classNames(),
          validation.classNames(),
          "relabelled(train.classNames())");
    }
  }

  /** Of numbered classes the last may be missing in one set; names that follow are new. */
  private static void requireAlike(
      String need, List<String> names, List<String> others, String remedy) {
    int both = Math.min(names.size(), others.size());
    if (!names.subList(0, both).equals(others.subList(0, both))) {
      throw new IllegalArgumentException(
          "%s, %s, got %s; number them alike by data.%s".formatted(need, names, others, remedy));
    }
  }
}
