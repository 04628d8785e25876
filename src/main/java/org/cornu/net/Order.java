package org.cornu.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How deep inputs and calls of a net lie, and the order in which Keras lists its inputs and layers
 * (Keras: {@code map_graph}): those farthest from the outputs first, and of one depth in the order
 * in which they are met on the way back from the outputs.
 *
 * @param depths of each node, an input or a call; 0 for what nothing reads
 * @param nodes in the order in which one would write them down: what is read before what reads it,
 *     and of several that one reads, or of several outputs, the first first
 * @param owners the inputs and layers in Keras's order, by their numbers
 */
record Order(List<Integer> depths, List<Integer> nodes, List<Integer> owners) {

  /**
   * Of plain numbers.
   *
   * @param reads for each node, the nodes that it reads
   * @param owner for each node, the number of the input or layer that it is a call of
   * @param ends the nodes that give the outputs
   */
  static Order of(List<List<Integer>> reads, List<Integer> owner, List<Integer> ends) {
    int count = owner.stream().mapToInt(number -> number + 1).max().orElse(0);
    int[] ranks = IntStream.generate(() -> -1).limit(count).toArray();
    List<Integer> met = met(reads, owner, ends, ranks);
    int[] depths = new int[reads.size()];
    int[] ownDepths = new int[count];
    for (int i = met.size() - 1; i >= 0; i--) {
      int node = met.get(i);
      // A shared layer lies as deep as its deepest call.
      int depth = Math.max(depths[node], ownDepths[owner.get(node)]);
      depths[node] = depth;
      ownDepths[owner.get(node)] = depth;
      reads.get(node).forEach(read -> depths[read] = Math.max(depths[read], depth + 1));
    }
    List<Integer> owners =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(each -> -ownDepths[each])
                    .thenComparingInt(each -> ranks[each]))
            .toList();
    Set<Integer> nodes = new LinkedHashSet<>(met);
    IntStream.range(0, reads.size()).forEach(nodes::add);
    return new Order(IntStream.of(depths).boxed().toList(), List.copyOf(nodes), owners);
  }

  /** Of a net: nodes are the inputs, then the calls; owners are the inputs, then the layers. */
  static Order of(Net net) {
    int inputs = net.inputs().size();
    Map<String, Integer> numbers = new HashMap<>();
    net.layers().forEach(layer -> numbers.put(layer.name(), inputs + numbers.size()));
    List<List<Integer>> reads = new ArrayList<>();
    List<Integer> owner = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      reads.add(List.of());
      owner.add(i);
    }
    for (Call call : net.calls()) {
      reads.add(call.reads().stream().map(value -> node(net, value)).toList());
      owner.add(numbers.get(call.layer().name()));
    }
    return of(reads, owner, net.outputs().stream().map(value -> node(net, value)).toList());
  }

  /** The number of the node that gives a value. */
  static int node(Net net, int value) {
    return net.sourceCall(value).map(call -> net.inputs().size() + call).orElse(value);
  }

  /**
   * All nodes on the way back from the outputs, what is read before what reads it. Depth first; by
   * hand, as a net may be thousands of layers deep.
   *
   * @param ranks set to the order in which owners are first met; -1 remains where none is
   */
  private static List<Integer> met(
      List<List<Integer>> reads, List<Integer> owner, List<Integer> ends, int[] ranks) {
    List<Integer> met = new ArrayList<>();
    boolean[] done = new boolean[reads.size()];
    int[] next = new int[reads.size()];
    int rank = 0;
    for (int end : ends) {
      Deque<Integer> open = new ArrayDeque<>(List.of(end));
      while (!open.isEmpty()) {
        int node = open.peek();
        if (ranks[owner.get(node)] < 0) {
          ranks[owner.get(node)] = rank++;
        }
        if (!done[node] && next[node] < reads.get(node).size()) {
          open.push(reads.get(node).get(next[node]++));
        } else {
          open.pop();
          if (!done[node]) {
            done[node] = true;
            met.add(node);
          }
        }
      }
    }
    return met;
  }
}
