package org.cornu.saving;

import java.io.IOException;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/** Models as today's Keras means them, whichever Keras wrote them. */
final class Dialects {

  private Dialects() {}

  /**
   * @param version of the Keras that wrote the model
   * @throws IOException if it says what cannot be said today
   */
  static Config ofToday(Config model, String version) throws IOException {
    try {
      return StatefulLayers.of(
          isOld(version)
              ? LegacyFunctions.of(LegacyActivations.of(model))
              : DefaultCalls.of(model));
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether it is Keras 1 or 2. */
  static boolean isOld(String version) {
    return version.matches("[012]\\..*|[012]");
  }
}
