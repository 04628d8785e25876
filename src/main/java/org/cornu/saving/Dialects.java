package org.cornu.saving;

import org.cornu.config.Config;

/** Models as today's Keras means them, whichever Keras wrote them. */
final class Dialects {

  private Dialects() {}

  /**
   * @param version of the Keras that wrote the model
   */
  static Config ofToday(Config model, String version) {
    return StatefulLayers.of(
        isOld(version) ? LegacyFunctions.of(LegacyActivations.of(model)) : DefaultCalls.of(model));
  }

  /** Whether it is Keras 1 or 2. */
  static boolean isOld(String version) {
    return version.matches("[012]\\..*|[012]");
  }
}
