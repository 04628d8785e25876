package org.cornu.config;

import java.util.List;

/** Whole numbers in a configuration: Keras writes one by itself, several in a list. */
public final class Integers {

  private static final String NEEDED = "a number or a list of numbers, all whole";

  private Integers() {}

  /** Reads one, a list of them or what Keras writes of a tuple. */
  public static List<Integer> from(Config config, String key) {
    if (!config.has(key)) {
      throw config.wrong(key, NEEDED);
    }
    return from(config, key, List.of());
  }

  /** The same, or what stands in for them. */
  public static List<Integer> from(Config config, String key, List<Integer> absent) {
    Object value = config.any(key).orElse(absent);
    if (value instanceof Config tuple && "__tuple__".equals(tuple.values().get("class_name"))) {
      value = tuple.list("items");
    }
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    if (!list.stream().allMatch(Integer.class::isInstance)) {
      throw config.wrong(key, NEEDED);
    }
    return list.stream().map(Integer.class::cast).toList();
  }

  /** One by itself, several in a list. */
  public static Object written(List<Integer> numbers) {
    return numbers.size() == 1 ? numbers.get(0) : numbers;
  }
}
