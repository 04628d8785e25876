package org.cornu.saving;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.recurrent.TimeDistributed;

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

  /** A model with each layer as a function gives it; of a model within it, first its layers. */
  static Config eachLayer(Config model, UnaryOperator<Config> change) {
    if (!(model.any("config").orElse(null) instanceof Config config)) {
      return model;
    }
    if (config.any(TimeDistributed.PART).orElse(null) instanceof Config within) {
      return model.with("config", config.with(TimeDistributed.PART, eachLayer(within, change)));
    }
    if (!config.has("layers")) {
      return model;
    }
    List<Config> layers =
        config.objects("layers").stream()
            .map(layer -> change.apply(eachLayer(layer, change)))
            .toList();
    return model.with("config", config.with("layers", layers));
  }

  /** Whether it is Keras 1 or 2. */
  static boolean isOld(String version) {
    return version.matches("[012]\\..*|[012]");
  }
}
