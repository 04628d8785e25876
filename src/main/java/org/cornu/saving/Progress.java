package org.cornu.saving;

import java.util.OptionalLong;
import org.cornu.config.Config;

/**
 * How far Cornu has trained a model; Keras has no place for it, and passes over it.
 *
 * @param seed that the model's shuffles and masks are drawn from; empty in Keras's own files
 * @param epochs trained
 */
public record Progress(OptionalLong seed, int epochs) {

  /** Of a file that Keras wrote. */
  public static final Progress NONE = new Progress(OptionalLong.empty(), 0);

  Config config() {
    Config config = Config.of("epochs", epochs);
    return seed.isPresent() ? config.with("seed", Long.toString(seed.getAsLong())) : config;
  }

  static Progress from(Config config) {
    return new Progress(
        config.has("seed") ? OptionalLong.of(seed(config)) : OptionalLong.empty(),
        Math.max(0, config.integer("epochs", 0)));
  }

  /** As text: a JSON number may be read as a double. */
  private static long seed(Config config) {
    try {
      return Long.parseLong(config.text("seed"));
    } catch (NumberFormatException e) {
      throw config.wrong("seed", "a whole number of 64 bits, as text");
    }
  }
}
