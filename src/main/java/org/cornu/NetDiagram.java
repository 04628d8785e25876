package org.cornu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.graph.Spec;
import org.cornu.net.Call;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.net.NetLayer;
import org.cornu.net.Show;
import org.cornu.net.Summary;
import org.cornu.plot.Arrow;
import org.cornu.plot.Box;
import org.cornu.plot.Diagram;

/**
 * Makes the diagram of a net: a box for an input and a layer, an arrow for each value that a call
 * reads. Ids are paths, {@code outer/inner}.
 */
final class NetDiagram {

  private final Set<Show> shown;
  private final List<Arrow> arrows = new ArrayList<>();

  /** By a frame's id, the ids of the boxes inside that give what its net gives. */
  private final Map<String, List<String>> frames = new HashMap<>();

  private NetDiagram(Set<Show> shown) {
    this.shown = shown;
  }

  static Diagram of(String name, Net net, Set<Show> shown) {
    NetDiagram diagram = new NetDiagram(shown);
    Map<String, Box> boxes = new LinkedHashMap<>();
    diagram.draw(net, "", true, boxes);
    return Diagram.of(name, List.copyOf(boxes.values()), diagram.arrows);
  }

  /**
   * Draws a net in the order in which it computes, an input before what first reads it.
   *
   * @param path what ids begin with
   * @param trained false within a net that is frozen
   * @param boxes to add to, by name
   * @return the ids of the boxes that give what the net gives
   */
  private List<String> draw(Net net, String path, boolean trained, Map<String, Box> boxes) {
    List<String> givers = new ArrayList<>(); // of each value
    net.inputs().forEach(input -> givers.add(path + input.name()));
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      call.reads().stream()
          .filter(value -> value < net.inputs().size())
          .forEach(value -> add(net.inputs().get(value), path, boxes));
      NetLayer layer = call.layer();
      String id = path + layer.name();
      if (!boxes.containsKey(layer.name())) {
        boxes.put(layer.name(), box(net, i, id, trained && layer.trainable()));
      }
      for (int j = 0; j < call.reads().size(); j++) {
        arrows.add(new Arrow(givers.get(call.reads().get(j)), taker(layer, id, j)));
      }
      for (int j = 0; j < net.gives(i); j++) {
        givers.add(frames.containsKey(id) ? frames.get(id).get(j) : id);
      }
    }
    net.inputs().forEach(input -> add(input, path, boxes));
    return net.outputs().stream().map(givers::get).toList();
  }

  private static void add(NetInput input, String path, Map<String, Box> boxes) {
    String name = input.name();
    boxes.computeIfAbsent(
        name, key -> Box.of(path + name, name, "InputLayer").outputs(shape(input.spec())));
  }

  /** The box of a layer, with the shapes of its first call. */
  private Box box(Net net, int call, String id, boolean trains) {
    NetLayer layer = net.calls().get(call).layer();
    int first = net.first(call);
    IntStream gives = IntStream.range(first, first + net.gives(call));
    Box box =
        Box.of(id, layer.name(), layer.layer().className())
            .inputs(shapes(net.reads(layer).stream()))
            .outputs(shapes(gives.mapToObj(net::spec)));
    if (shown.contains(Show.TRAINABLE) && !net.weights(layer).isEmpty()) {
      box = box.trainable(trains);
    }
    Optional<Net> inner = frame(layer);
    if (inner.isEmpty()) {
      return box;
    }
    Map<String, Box> inside = new LinkedHashMap<>();
    frames.put(id, draw(inner.get(), id + "/", trains, inside));
    return box.containing(List.copyOf(inside.values()));
  }

  /** The net that is drawn as a frame in a layer's place, if it is one. */
  private Optional<Net> frame(NetLayer layer) {
    return shown.contains(Show.NESTED) && layer.layer() instanceof Nested nested
        ? Optional.of(nested.net())
        : Optional.empty();
  }

  /** The box that takes what a layer reads: within a frame that of an input. */
  private String taker(NetLayer layer, String id, int number) {
    return frame(layer).map(inner -> id + "/" + inner.inputs().get(number).name()).orElse(id);
  }

  private static String[] shapes(Stream<Spec> specs) {
    return specs.map(NetDiagram::shape).toArray(String[]::new);
  }

  private static String shape(Spec spec) {
    return Summary.shape(spec.shape());
  }
}
