package org.cornu.saving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/** The names that the layers of a file get in a net, where models in the model are put in line. */
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

  /**
   * A name for each layer: its own in the outermost model, else {@code outer_inner}, where another
   * has that name {@code outer__inner}, which ends in the layer's own too.
   */
  static List<String> of(List<StoredLayer> layers) {
    Set<String> taken = new HashSet<>();
    layers.stream().filter(each -> each.outer().isEmpty()).forEach(each -> taken.add(each.name()));
    List<String> names = new ArrayList<>();
    for (StoredLayer layer : layers) {
      StringBuilder outer = new StringBuilder(layer.outer());
      while (outer.length() > 0 && !taken.add(outer + layer.name())) {
        outer.append('_');
      }
      names.add(outer + layer.name());
    }
    return names;
  }
}
