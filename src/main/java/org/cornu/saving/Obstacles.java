package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/** What stands in the way of reading a model, layer by layer, to be said at once. */
final class Obstacles {

  /** More are counted, but not told. */
  private static final int MOST_TOLD = 20;

  private final String place;
  private final List<String> told = new ArrayList<>();
  private int found;

  /**
   * None so far.
   *
   * @param place of the model, with which the place of each begins
   */
  Obstacles(String place) {
    this.place = place;
  }

  /** Reads a layer; what is wrong with it stands with its name. */
  void or(Config layer, Runnable read) {
    try {
      read.run();
    } catch (ConfigException e) {
      if (found++ < MOST_TOLD) {
        told.add("layer \"%s\": %s".formatted(name(layer), within(e.getMessage())));
      }
    }
  }

  private static String name(Config layer) {
    Object name = layer.values().get("config") instanceof Config c ? c.values().get("name") : null;
    return LayerNames.shortened(String.valueOf(name == null ? layer.values().get("name") : name));
  }

  private String within(String message) {
    return message.startsWith(place + ".") ? message.substring(place.length() + 1) : message;
  }

  /** Complains if there are any. */
  void requireNone() {
    if (found == 0) {
      return;
    }
    if (found == 1) {
      throw new ConfigException(place + ": " + told.get(0));
    }
    String more = found > MOST_TOLD ? "%n  and %d more".formatted(found - MOST_TOLD) : "";
    throw new ConfigException(
        "%s: %d layers cannot be read:%n  %s%s"
            .formatted(place, found, String.join(System.lineSeparator() + "  ", told), more));
  }
}
