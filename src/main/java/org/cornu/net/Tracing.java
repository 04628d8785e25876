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

/** Finds the net that leads from inputs to outputs, in Keras's {@link Order}. */
final class Tracing {

  private final List<Input> inputs;
  private final List<? extends Value> outputs;

  /** Inputs and calls, by numbers that are given as they are found. */
  private final Map<Object, Integer> numbers = new HashMap<>();

  private final List<Object> found = new ArrayList<>();

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
    Deque<Object> open = new ArrayDeque<>();
    outputs.forEach(output -> open.push(source(output)));
    while (!open.isEmpty()) {
      Object at = open.pop();
      if (numbers.putIfAbsent(at, found.size()) == null) {
        requireKnown(at);
        found.add(at);
        reads(at).forEach(read -> open.push(source(read)));
      }
    }
  }

  /** An input, or the call that gives a value. */
  private static Object source(Value value) {
    return value instanceof LayerOutput output ? output.application() : value;
  }

  private static List<Value> reads(Object at) {
    return at instanceof Application call ? call.reads() : List.of();
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
    Map<Object, Integer> layerNumbers = new LinkedHashMap<>();
    List<Integer> layers = new ArrayList<>();
    List<List<Integer>> reads = new ArrayList<>();
    for (Object at : found) {
      layerNumbers.putIfAbsent(layer(at), layerNumbers.size());
      layers.add(layerNumbers.get(layer(at)));
      reads.add(reads(at).stream().map(read -> numbers.get(source(read))).toList());
    }
    List<Integer> ends = outputs.stream().map(output -> numbers.get(source(output))).toList();
    Order order = Order.of(reads, layers, ends);
    Map<Object, NetLayer> places = places(calls(order.met()));
    List<Object> byNumber = List.copyOf(layerNumbers.keySet());
    List<NetLayer> placed =
        order.layers().stream()
            .map(byNumber::get)
            .filter(places::containsKey)
            .map(places::get)
            .toList();
    return numbered(placed, calls(order.nodes()), places);
  }

  private List<Application> calls(List<Integer> nodes) {
    return nodes.stream()
        .map(found::get)
        .filter(Application.class::isInstance)
        .map(Application.class::cast)
        .toList();
  }

  /** The layers with their names, which count in the order in which the calls are met. */
  private static Map<Object, NetLayer> places(List<Application> met) {
    Set<Shared<?>> layers = new LinkedHashSet<>();
    met.forEach(call -> layers.add(call.layer()));
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
      NetLayer place = places.get(call.layer());
      NetLayer layer = call.hasOwnOptions() ? place.with(call.called()) : place;
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
