package org.cornu.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.KerasClass;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Layer;
import org.cornu.layers.Placed;

/** Default names as a fresh Keras process makes them: {@code conv2d}, {@code conv2d_1}, ... */
public final class Names {

  private final Map<String, Integer> counts = new HashMap<>();

  /** The next name for a class. */
  public String next(String className) {
    String stem = KerasClass.snakeCase(className);
    int count = counts.merge(stem, 1, Integer::sum);
    return count == 1 ? stem : stem + "_" + (count - 1);
  }

  /**
   * A layer at its place, under its own name, that of a net which is a layer, or the next.
   *
   * @param number of the layer, from 1, for the message
   * @throws IllegalArgumentException if it has no name, and no class name to make one from
   */
  NetLayer place(Placed placed, int number, int of) {
    if (placed.name().isEmpty() && placed.className().isEmpty()) {
      throw new IllegalArgumentException(
          "layer %d of %d is of an anonymous class and has no name; use named(...) or override className()"
              .formatted(number, of));
    }
    String name =
        placed
            .name()
            .or(() -> Nested.nameOf(placed.layer()))
            .orElseGet(() -> next(placed.className()));
    DTypePolicy policy = placed.policy().orElse(DTypePolicy.FLOAT32);
    // A net computes nothing itself: what is said of it is said of its layers.
    Layer layer =
        placed.layer() instanceof Nested nested && placed.policy().isPresent()
            ? nested.with(policy)
            : placed.layer();
    return new NetLayer(name, layer, placed.trainable(), policy);
  }

  /** A name that is not taken: the wanted one, or {@code wanted_1} and so on. */
  static String free(String wanted, Set<String> taken) {
    String name = wanted;
    for (int i = 1; taken.contains(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /**
   * The names of a net's outputs: those of the layers that give them. Where Keras repeats the name
   * of a layer that gives several, the later ones are {@code dense_1} and so on, past the names of
   * other layers that give outputs.
   */
  static List<String> ofOutputs(Net net) {
    List<String> wanted = net.outputs().stream().map(net::giver).toList();
    Set<String> taken = new HashSet<>(wanted);
    Set<String> firsts = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String name : wanted) {
      names.add(firsts.add(name) ? name : free(name, taken));
      taken.add(names.get(names.size() - 1));
    }
    return List.copyOf(names);
  }
}
