package org.cornu.config;

import java.util.List;
import java.util.Locale;

/** One of several names in a configuration, which Keras writes small: {@code fan_in}. */
public final class Choice {

  private Choice() {}

  /** How Keras writes a choice. */
  public static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** Reads a choice, or takes what stands in for one. */
  public static <E extends Enum<E>> E from(Config config, String key, E absent) {
    return from(config, key, absent, List.of(absent.getDeclaringClass().getEnumConstants()));
  }

  /** Reads one of some choices, or takes what stands in for one. */
  public static <E extends Enum<E>> E from(Config config, String key, E absent, List<E> known) {
    String name = config.text(key, name(absent)).toLowerCase(Locale.ROOT);
    List<String> names = known.stream().map(Choice::name).toList();
    if (!names.contains(name)) {
      throw config.wrong(
          key,
          names.size() == 2 ? String.join(" or ", names) : "one of " + String.join(", ", names));
    }
    return known.get(names.indexOf(name));
  }
}
