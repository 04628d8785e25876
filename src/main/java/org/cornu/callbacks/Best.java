package org.cornu.callbacks;

import java.util.OptionalDouble;
import org.cornu.config.Config;

/** The best figure so far in a callback's state, to the bit. */
final class Best {

  private Best() {}

  static Config config(OptionalDouble best) {
    return best.isPresent() ? Config.of("best", Double.toString(best.getAsDouble())) : Config.EMPTY;
  }

  static OptionalDouble from(Config config) {
    return config.has("best")
        ? OptionalDouble.of(Double.parseDouble(config.text("best")))
        : OptionalDouble.empty();
  }
}
