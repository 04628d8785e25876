package org.cornu.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cornu.config.Config;

/** One of several names in a configuration: Keras writes them small. */
final class Choice {

  private Choice() {}

  /** How Keras writes a choice. */
  static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** Reads a choice, or takes the usual one. */
  static <E extends Enum<E>> E from(Config config, String key, E usual) {
    if (!config.has(key)) {
      config.ignore(key);
      return usual;
    }
    String name = config.text(key);
    List<E> all = Arrays.asList(usual.getDeclaringClass().getEnumConstants());
    return all.stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> config.wrong(key, "one of " + all.stream().map(Choice::name).toList()));
  }
}
