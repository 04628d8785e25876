package org.cornu.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a summary says of an input or a layer.
 *
 * @param layer the one that it is of; empty for an input
 * @param name as the net has it
 * @param className Keras's
 * @param shape of what it gives, or of all that its last call gives
 * @param connections what its calls read: layer, number of its call, number of what that gives.
 *     Calls of a shared layer are numbered in the order in which one would write them down; Keras
 *     goes by the order in which they were made, which a net does not know
 */
record SummaryRow(
    Optional<NetLayer> layer, String name, String className, String shape, String connections) {

  private static final String UNCONNECTED = "-";

  /** All of a net, in Keras's order; a Sequential does not list its input. */
  static List<SummaryRow> of(Net net, Order order) {
    int inputs = net.inputs().size();
    Map<String, List<Integer>> calls = new HashMap<>();
    String[] nodes = new String[inputs + net.calls().size()]; // as others say that they read one
    for (int node : order.met()) {
      if (node < inputs) {
        nodes[node] = net.inputs().get(node).name() + "[0]";
      } else {
        String name = net.calls().get(node - inputs).layer().name();
        List<Integer> own = calls.computeIfAbsent(name, key -> new ArrayList<>());
        nodes[node] = name + "[" + own.size() + "]";
        own.add(node - inputs);
      }
    }
    List<SummaryRow> rows = new ArrayList<>();
    Iterator<NetLayer> layers = net.layers().iterator();
    for (int owner : order.layers()) {
      if (owner >= inputs) {
        NetLayer layer =
            layers.next(); // as the net has them: Keras orders outputs in a dict by name
        rows.add(of(net, layer, calls.get(layer.name()), nodes));
      } else if (net.kind() != NetKind.SEQUENTIAL) {
        NetInput input = net.inputs().get(owner);
        rows.add(
            new SummaryRow(
                Optional.empty(),
                input.name(),
                "InputLayer",
                Summary.shape(input.shape()),
                UNCONNECTED));
      }
    }
    return rows;
  }

  private static SummaryRow of(Net net, NetLayer layer, List<Integer> calls, String[] nodes) {
    int last = calls.get(calls.size() - 1);
    List<String> shapes = new ArrayList<>();
    for (int i = 0; i < net.gives(last); i++) {
      shapes.add(Summary.shape(net.spec(net.first(last) + i).shape()));
    }
    List<String> reads = new ArrayList<>();
    for (int call : calls) {
      for (int value : net.calls().get(call).reads()) {
        int node = Order.node(net, value);
        int first = net.sourceCall(value).map(net::first).orElse(value);
        reads.add(nodes[node] + "[" + (value - first) + "]");
      }
    }
    return new SummaryRow(
        Optional.of(layer),
        layer.name(),
        layer.layer().className(),
        shapes.size() == 1 ? shapes.get(0) : shapes.toString(),
        String.join(", ", reads));
  }

  /** The net that the layer is, if it is one. */
  Optional<Net> inner() {
    return layer
        .map(NetLayer::layer)
        .map(own -> own instanceof Nested nested ? nested.net() : null);
  }
}
