package org.cornu.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/**
 * The backward pass, node by node in reverse: the gradient of one node's output flows to Identity
 * copies of its own inputs and to its own weight reads, and the flows of several readers are added.
 *
 * <p>One {@code tf.gradients} over the whole net would give the same numbers. Cut at the nodes, a
 * layer can put its own gradient in (relu from its output), and a net may branch or read a weight
 * twice.
 */
public final class Backward {

  private final Ops tf;
  private final Ops sums;
  private final List<Call> calls;
  private final Map<Integer, List<Operand<TFloat32>>> flows = new LinkedHashMap<>();
  private final Map<String, List<Operand<TFloat32>>> weights = new LinkedHashMap<>();

  /**
   * Adds the backward pass to the graph.
   *
   * @param calls the forward pass, in order
   * @param value number of the value at which the loss reads the net
   * @param gradient of the loss with respect to that value
   */
  public Backward(Ops tf, List<Call> calls, int value, Operand<TFloat32> gradient) {
    this.tf = tf.withSubScope("backward");
    this.sums = tf.withSubScope("backward_sums");
    this.calls = calls;
    flows.put(value, new ArrayList<>(List.of(gradient)));
    boolean[] needed = needed();
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (flows.containsKey(i + 1)) {
        flow(calls.get(i), sum(flows.get(i + 1)), needed);
      }
    }
  }

  /**
   * The gradients of the weights by their paths; a weight that the loss does not reach is absent.
   */
  public Map<String, Operand<TFloat32>> weights() {
    Map<String, Operand<TFloat32>> sums = new LinkedHashMap<>();
    weights.forEach((path, parts) -> sums.put(path, sum(parts)));
    return sums;
  }

  /** Which values lie behind a trainable weight: no gradient flows to the others. */
  private boolean[] needed() {
    boolean[] needed = new boolean[calls.size() + 1];
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      needed[i + 1] = !call.reads().isEmpty() || call.inputs().stream().anyMatch(v -> needed[v]);
    }
    return needed;
  }

  private void flow(Call call, Operand<TFloat32> dOutput, boolean[] needed) {
    Map<Operand<TFloat32>, Operand<TFloat32>> gradients =
        call.rule().isPresent()
            ? OwnGradients.of(call, call.rule().get(), dOutput)
            : gradients(call, sources(call, needed), dOutput);
    for (int i = 0; i < call.inputs().size(); i++) {
      if (needed[call.inputs().get(i)]) {
        add(flows, call.inputs().get(i), gradients.get(call.copies().get(i)));
      }
    }
    call.reads().forEach((path, read) -> add(weights, path, gradients.get(read)));
  }

  private static List<Operand<TFloat32>> sources(Call call, boolean[] needed) {
    List<Operand<TFloat32>> sources = new ArrayList<>(call.reads().values());
    for (int i = 0; i < call.inputs().size(); i++) {
      if (needed[call.inputs().get(i)]) {
        sources.add(call.copies().get(i));
      }
    }
    return sources;
  }

  private static <K> void add(
      Map<K, List<Operand<TFloat32>>> sums, K key, Operand<TFloat32> gradient) {
    if (gradient != null) {
      sums.computeIfAbsent(key, k -> new ArrayList<>()).add(gradient);
    }
  }

  /** TensorFlow's gradients of those sources that the output depends on. */
  private Map<Operand<TFloat32>, Operand<TFloat32>> gradients(
      Call call, List<Operand<TFloat32>> sources, Operand<TFloat32> dOutput) {
    Map<Operand<TFloat32>, Operand<TFloat32>> found = new HashMap<>();
    // TensorFlow refuses a source from which no path leads to the output.
    Set<Operation> behind = behind(call);
    List<Operand<TFloat32>> reached =
        sources.stream().filter(source -> behind.contains(source.op())).toList();
    if (!reached.isEmpty()) {
      Ops scope = Scopes.flat(tf, call.node());
      Gradients gradients = scope.gradients(call.output(), reached, Gradients.dx(List.of(dOutput)));
      for (int i = 0; i < reached.size(); i++) {
        Operand<TFloat32> gradient = gradients.dy(i);
        // TensorFlow's "no gradient", behind an op such as Shape or StopGradient.
        if (gradient.asOutput().index() >= 0) {
          found.put(reached.get(i), gradient);
        }
      }
    }
    return found;
  }

  /** The ops that a call's output depends on, back to the copies of its inputs. */
  private static Set<Operation> behind(Call call) {
    Set<Operation> ends = new HashSet<>();
    call.copies().forEach(copy -> ends.add(copy.op()));
    Set<Operation> seen = new HashSet<>();
    Deque<Operation> open = new ArrayDeque<>(List.of(call.output().op()));
    while (!open.isEmpty()) {
      Operation op = open.pop();
      if (seen.add(op) && !ends.contains(op)) {
        ((GraphOperation) op).inputs().forEach(input -> open.push(input.op()));
      }
    }
    return seen;
  }

  private Operand<TFloat32> sum(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : sums.math.addN(parts);
  }
}
