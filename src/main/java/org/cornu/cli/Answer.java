package org.cornu.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A model's answer to one picture, in words.
 *
 * @param values one a class, or a single one for two classes
 * @param probabilities whether they are that; else they are scores
 * @param classNames of the classes, in their order; empty if they are numbers
 */
record Answer(float[] values, boolean probabilities, List<String> classNames) {

  private static final int SHOWN = 3;

  /** The most probable classes: {@code 7 (99.8 %), then 9 (0.1 %), 3 (0.0 %)}. */
  String words() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return "no class: the model answers " + value;
      }
    }
    if (values.length == 1) {
      return ofTwo(values[0]);
    }
    List<String> ranked =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .limit(SHOWN)
            .map(i -> word(i, values[i]))
            .toList();
    return ranked.get(0) + ", then " + String.join(", ", ranked.subList(1, ranked.size()));
  }

  /** One value is how much speaks for class 1. */
  private String ofTwo(float value) {
    boolean one = probabilities ? value > 0.5f : value > 0;
    return word(one ? 1 : 0, probabilities && !one ? 1 - value : value);
  }

  private String word(int index, float value) {
    String name = index < classNames.size() ? classNames.get(index) : Integer.toString(index);
    return probabilities
        ? String.format(Locale.ROOT, "%s (%.1f %%)", name, 100 * value)
        : String.format(Locale.ROOT, "%s (score %.2f)", name, value);
  }
}
