package org.cornu.net;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.layers.Application;
import org.cornu.layers.Input;
import org.cornu.layers.LayerOutput;
import org.cornu.layers.Placed;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;

/**
 * Finds the net that leads from inputs to outputs. Calls are ordered as Keras computes them, and
 * layers as Keras lists them, which is the order of the weights in its files (Keras: {@code
 * map_graph}).
 */
final class Tracing {

  private final List<Input> inputs;
  private final List<? extends Value> outputs;

  /** All that is met on the way back from the outputs, what is read before what reads it. */
  private final List<Object> met = new ArrayList<>();

  /** Layers and inputs in the order in which they are first met on the way back. */
  private final Map<Object, Integer> ranks = new HashMap<>();

  Tracing(List<Input> inputs, List<? extends Value> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "a net needs an input or more and an output or more, got %d and %d"
              .formatted(inputs.size(), outputs.size()));
    }
    if (Set.copyOf(inputs).size() < inputs.size()) {
      throw new IllegalArgumentException("a net needs each input once, got " + inputs);
    }
    Set<Object> done = new HashSet<>();
    outputs.forEach(output -> visit(source(output), done));
  }

  /** An input, or the call that gives a value. */
  private static Object source(Value value) {
    return value instanceof LayerOutput output ? output.application() : value;
  }

  /** Depth first; by hand, as a net may be thousands of layers deep. */
  private void visit(Object end, Set<Object> done) {
    Deque<Object> open = new ArrayDeque<>(List.of(end));
    Map<Object, Integer> next = new HashMap<>();
    while (!open.isEmpty()) {
      Object at = open.peek();
      if (done.contains(at)) {
        open.pop();
        continue;
      }
      ranks.putIfAbsent(layer(at), ranks.size());
      List<Value> reads = at instanceof Application call ? call.reads() : List.of();
      int read = next.merge(at, 1, Integer::sum) - 1;
      if (read < reads.size()) {
        open.push(source(reads.get(read)));
      } else {
        requireKnown(at);
        done.add(at);
        met.add(open.pop());
      }
    }
  }

  private void requireKnown(Object at) {
    if (at instanceof Input input && !inputs.contains(input)) {
      throw new IllegalArgumentException(
          "an output is computed from %s, which is not among the net's inputs: %s"
              .formatted(input, inputs));
    }
  }

  private static Object layer(Object at) {
    return at instanceof Application call ? call.layer() : at;
  }

  /** The net. */
  Net net() {
    Map<Object, Integer> depths = new LinkedHashMap<>();
    Map<Object, Integer> layerDepths = new LinkedHashMap<>();
    for (int i = met.size() - 1; i >= 0; i--) {
      Object at = met.get(i);
      // A shared layer lies as deep as its deepest call.
      int depth = Math.max(depths.getOrDefault(at, 0), layerDepths.getOrDefault(layer(at), 0));
      depths.put(at, depth);
      layerDepths.put(layer(at), depth);
      if (at instanceof Application call) {
        call.reads().forEach(read -> depths.merge(source(read), depth + 1, Math::max));
      }
    }
    Map<Object, NetLayer> places = places();
    List<NetLayer> layers =
        layerDepths.keySet().stream()
            .filter(places::containsKey)
            .sorted((a, b) -> compare(layerDepths, a, b))
            .map(places::get)
            .toList();
    List<Application> calls = new ArrayList<>();
    depths.keySet().stream()
        .sorted((a, b) -> depths.get(b) - depths.get(a))
        .filter(Application.class::isInstance)
        .forEach(at -> calls.add((Application) at));
    return numbered(layers, calls, places);
  }

  private int compare(Map<Object, Integer> depths, Object a, Object b) {
    int byDepth = Integer.compare(depths.get(b), depths.get(a));
    return byDepth != 0 ? byDepth : Integer.compare(ranks.get(a), ranks.get(b));
  }

  /** The layers with their names, which count in the order of the calls. */
  private Map<Object, NetLayer> places() {
    Set<Shared<?>> layers = new LinkedHashSet<>();
    for (Object at : met) {
      if (at instanceof Application call) {
        layers.add(call.layer());
      }
    }
    Names names = new Names();
    Map<Object, NetLayer> places = new LinkedHashMap<>();
    for (Shared<?> layer : layers) {
      Placed placed = Placed.of(layer.layer());
      places.put(layer, names.place(placed, places.size() + 1, layers.size()));
    }
    return places;
  }

  private Net numbered(
      List<NetLayer> layers, List<Application> calls, Map<Object, NetLayer> places) {
    Map<Value, Integer> numbers = new HashMap<>();
    inputs.forEach(input -> numbers.put(input, numbers.size()));
    Set<String> taken = layers.stream().map(NetLayer::name).collect(toCollection(HashSet::new));
    Set<String> called = new HashSet<>();
    List<Call> numbered = new ArrayList<>();
    for (Application call : calls) {
      NetLayer layer = places.get(call.layer());
      String name = layer.name();
      for (int i = 1; !called.add(name); i++) {
        name = Names.free(layer.name() + "@" + i, taken);
      }
      List<Integer> reads = call.reads().stream().map(numbers::get).toList();
      numbered.add(new Call(name, layer, reads, call.training()));
      call.outputs().forEach(output -> numbers.put(output, numbers.size()));
    }
    List<NetInput> named = new ArrayList<>();
    for (Input input : inputs) {
      String wanted = input.name().orElse(NetInput.NAME);
      String name = input.name().isPresent() ? wanted : Names.free(wanted, taken);
      if (!taken.add(name)) {
        throw new IllegalArgumentException(
            "names of inputs and layers must be unique, got \"%s\" twice".formatted(name));
      }
      named.add(new NetInput(name, input.spec()));
    }
    List<Integer> results = outputs.stream().map(numbers::get).toList();
    return new Net(NetKind.FUNCTIONAL, named, layers, numbered, results);
  }
}
