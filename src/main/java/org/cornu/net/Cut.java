package org.cornu.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A part of a net, or a net of which a part is frozen: what transfer learning begins with. */
public final class Cut {

  private Cut() {}

  /**
   * The same net with some layers frozen.
   *
   * @param names of layers, or paths into nets within the net, {@code outer/inner}
   * @throws IllegalArgumentException if there is no such layer
   */
  public static Net frozen(Net net, List<String> names) {
    Set<String> left = new LinkedHashSet<>(names);
    Net frozen =
        net.each(
            layer -> {
              List<String> within = new ArrayList<>();
              for (String name : names) {
                if (name.startsWith(layer.name() + "/")
                    && layer.layer() instanceof Nested
                    && left.remove(name)) {
                  within.add(name.substring(layer.name().length() + 1));
                }
              }
              boolean whole = left.remove(layer.name());
              NetLayer now =
                  within.isEmpty() ? layer : layer.with(((Nested) layer.layer()).frozen(within));
              return whole ? new NetLayer(now.name(), now.layer(), false, now.policy()) : now;
            });
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("frozen needs " + existing(net, left.iterator().next()));
    }
    return frozen;
  }

  /**
   * The net that ends with the first call of a layer.
   *
   * @throws IllegalArgumentException if there is no such layer
   */
  public static Net upTo(Net net, String name) {
    for (int i = 0; i < net.calls().size(); i++) {
      if (net.calls().get(i).layer().name().equals(name)) {
        return upTo(net, i);
      }
    }
    throw new IllegalArgumentException("upTo needs " + existing(net, name));
  }

  private static Net upTo(Net net, int last) {
    int inputs = net.inputs().size();
    List<Integer> outputs =
        IntStream.range(0, net.gives(last)).mapToObj(i -> net.first(last) + i).toList();
    Order order = Order.of(net, outputs);
    Rewriting next = new Rewriting(net);
    order.layers().stream()
        .filter(layer -> layer >= inputs)
        .map(layer -> net.layers().get(layer - inputs))
        .forEach(next::place);
    for (int node : order.nodes()) {
      if (node >= inputs) {
        next.keep(node - inputs, net.calls().get(node - inputs).layer());
      }
    }
    return next.done(outputs);
  }

  private static String existing(Net net, String name) {
    return "a layer of the net, of %s, got \"%s\""
        .formatted(net.layers().stream().map(NetLayer::name).toList(), name);
  }
}
