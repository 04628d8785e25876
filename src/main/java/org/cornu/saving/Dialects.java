package org.cornu.saving;

import org.cornu.config.Config;

/** Models as today's Keras means them, whichever Keras wrote them. */
final class Dialects {

  private Dialects() {}

  /**
   * @param version of the Keras that wrote the model
   */
  static Config ofToday(Config model, String version) {
    boolean old = version.matches("[012]\\..*|[012]");
    return StatefulLayers.of(old ? LegacyActivations.of(model) : DefaultCalls.of(model));
  }
}
