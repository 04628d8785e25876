package org.cornu.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Operand;
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
    List<Integer> inputs = new ArrayList<>();
    List<Operand<TFloat32>> copies = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      if (needed[call.inputs().get(i)]) {
        inputs.add(call.inputs().get(i));
        copies.add(call.copies().get(i));
      }
    }
    List<String> paths = List.copyOf(call.reads().keySet());
    List<Operand<TFloat32>> sources =
        Stream.concat(copies.stream(), paths.stream().map(call.reads()::get)).toList();
    if (sources.isEmpty()) {
      return;
    }
    List<Operand<TFloat32>> gradients = gradients(call, sources, dOutput);
    for (int i = 0; i < inputs.size(); i++) {
      flows.computeIfAbsent(inputs.get(i), v -> new ArrayList<>()).add(gradients.get(i));
    }
    for (int i = 0; i < paths.size(); i++) {
      weights
          .computeIfAbsent(paths.get(i), p -> new ArrayList<>())
          .add(gradients.get(inputs.size() + i));
    }
  }

  private List<Operand<TFloat32>> gradients(
      Call call, List<Operand<TFloat32>> sources, Operand<TFloat32> dOutput) {
    if (call.rule().isPresent()) {
      return List.of(call.rule().get().apply(dOutput));
    }
    Gradients gradients = tf.gradients(call.output(), sources, Gradients.dx(List.of(dOutput)));
    List<Operand<TFloat32>> operands = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      operands.add(gradients.dy(i));
    }
    return operands;
  }

  private Operand<TFloat32> sum(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : tf.math.addN(parts);
  }
}
