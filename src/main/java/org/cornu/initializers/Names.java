package org.cornu.initializers;

import java.util.Arrays;
import java.util.Locale;
import org.cornu.config.Config;

/** What choices are called in Keras's configurations: {@code fan_in} for {@code FAN_IN}. */
final class Names {

  private Names() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The choice that a configuration names. */
  static <E extends Enum<E>> E choice(Config config, String key, E absent) {
    String name = config.text(key, of(absent)).toLowerCase(Locale.ROOT);
    E[] all = absent.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(value -> of(value).equals(name))
        .findFirst()
        .orElseThrow(
            () -> config.wrong(key, "one of " + Arrays.stream(all).map(Names::of).toList()));
  }
}
