package org.cornu.saving;

import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/** The names of layers in a file. */
final class LayerNames {

  /** Longer than any that was meant; a longer one would be repeated in each weight's path. */
  private static final int LONGEST = 1000;

  private LayerNames() {}

  /** A layer's name, or what stands in where it has none. */
  static String of(Config config, String absent) {
    String name = config.text("name", absent);
    if (name.length() > LONGEST) {
      throw new ConfigException(
          "%s.name: needs at most %d characters, has %d"
              .formatted(config.path(), LONGEST, name.length()));
    }
    return name;
  }

  /** Enough of a name for a message. */
  static String shortened(String name) {
    return name.length() <= LONGEST / 10 ? name : name.substring(0, LONGEST / 10) + "...";
  }
}
