package org.cornu.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The order of calls and layers, on plain numbers: calls as Keras computes them, and layers as
 * Keras lists them, which is the order of the weights in its files (Keras: {@code map_graph}).
 *
 * @param met all nodes on the way back from the ends, what is read before what reads it
 * @param nodes the same in the order in which they are computed
 * @param layers of these nodes, in Keras's order
 * @param depths of all nodes, how far from the outputs they lie; 0 for what nothing reads
 */
record Order(List<Integer> met, List<Integer> nodes, List<Integer> layers, List<Integer> depths) {

  /**
   * Orders a graph.
   *
   * @param reads of each node, an input or a call, the nodes that it reads
   * @param layers of each node the number of its layer, which several calls may share
   * @param ends the nodes that give the outputs
   */
  static Order of(List<List<Integer>> reads, List<Integer> layers, List<Integer> ends) {
    Map<Integer, Integer> ranks = new HashMap<>();
    List<Integer> met = met(reads, layers, ends, ranks);
    Map<Integer, Integer> depths =
        new LinkedHashMap<>(); // of one depth, the first read is the first
    Map<Integer, Integer> layerDepths = new HashMap<>();
    for (int i = met.size() - 1; i >= 0; i--) {
      int node = met.get(i);
      int layer = layers.get(node);
      // A shared layer lies as deep as its deepest call.
      int depth = Math.max(depths.getOrDefault(node, 0), layerDepths.getOrDefault(layer, 0));
      depths.put(node, depth);
      layerDepths.put(layer, depth);
      reads.get(node).forEach(read -> depths.merge(read, depth + 1, Math::max));
    }
    List<Integer> nodes = new ArrayList<>(depths.keySet());
    nodes.sort(Comparator.comparing(node -> -depths.get(node)));
    Comparator<Integer> byDepth = Comparator.comparing(layer -> -layerDepths.get(layer));
    List<Integer> sorted = new ArrayList<>(layerDepths.keySet());
    sorted.sort(byDepth.thenComparing(ranks::get));
    List<Integer> all =
        IntStream.range(0, reads.size()).mapToObj(node -> depths.getOrDefault(node, 0)).toList();
    return new Order(met, nodes, sorted, all);
  }

  /**
   * Of a net: nodes are the inputs, then the calls; layers are the inputs, then the layers. An
   * input that nothing reads is among them, before the last.
   */
  static Order of(Net net) {
    return of(net, net.outputs());
  }

  /** The same of what leads to these values of the net. */
  static Order of(Net net, List<Integer> values) {
    int inputs = net.inputs().size();
    Map<String, Integer> numbers = new HashMap<>();
    net.layers().forEach(layer -> numbers.put(layer.name(), inputs + numbers.size()));
    List<List<Integer>> reads = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      reads.add(List.of());
      owners.add(i);
    }
    for (Call call : net.calls()) {
      reads.add(nodes(net, call.reads()));
      owners.add(numbers.get(call.layer().name()));
    }
    return of(reads, owners, nodes(net, values)).withUnread(owners, inputs);
  }

  private Order withUnread(List<Integer> owners, int inputs) {
    Set<Integer> deep = new HashSet<>();
    for (int node = 0; node < owners.size(); node++) {
      if (depths.get(node) > 0) {
        deep.add(owners.get(node));
      }
    }
    int last = (int) layers.stream().takeWhile(deep::contains).count();
    List<Integer> all = new ArrayList<>(layers);
    for (int input = inputs - 1; input >= 0; input--) {
      if (!all.contains(input)) {
        all.add(last, input);
      }
    }
    return new Order(met, nodes, all, depths);
  }

  /** The number of the node that gives a value. */
  static int node(Net net, int value) {
    return net.sourceCall(value).map(call -> net.inputs().size() + call).orElse(value);
  }

  private static List<Integer> nodes(Net net, List<Integer> values) {
    return values.stream().map(value -> node(net, value)).toList();
  }

  /**
   * Depth first; by hand, as a net may be thousands of layers deep.
   *
   * @param ranks takes the order in which layers are first met
   */
  private static List<Integer> met(
      List<List<Integer>> reads,
      List<Integer> layers,
      List<Integer> ends,
      Map<Integer, Integer> ranks) {
    List<Integer> met = new ArrayList<>();
    boolean[] done = new boolean[reads.size()];
    int[] next = new int[reads.size()];
    for (int end : ends) {
      Deque<Integer> open = new ArrayDeque<>(List.of(end));
      while (!open.isEmpty()) {
        int at = open.peek();
        if (done[at]) {
          open.pop();
          continue;
        }
        ranks.putIfAbsent(layers.get(at), ranks.size());
        if (next[at] < reads.get(at).size()) {
          open.push(reads.get(at).get(next[at]++));
        } else {
          done[at] = true;
          met.add(open.pop());
        }
      }
    }
    return met;
  }
}
