package org.cornu.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The backward pass, call by call in reverse: the gradients of a call's outputs flow to Identity
 * copies of its own inputs and to its own weight reads, and the flows of several readers are added.
 * It follows floats alone: nothing flows to integers.
 *
 * <p>One {@code tf.gradients} over the whole net would give the same numbers. Cut at the calls, a
 * layer can put its own gradient in (relu from its output), and a net may branch or read a weight
 * twice.
 */
public final class Backward {

  private final Ops tf;
  private final Ops sums;
  private final Excerpt.Definitions forward;
  private final Map<Integer, List<Operand<TFloat32>>> flows = new LinkedHashMap<>();
  private final Map<String, List<Operand<TFloat32>>> weights = new LinkedHashMap<>();
  private final Set<Integer> needed;

  /**
   * Adds the backward pass to the graph.
   *
   * @param calls the forward pass, in order
   * @param gradients of the loss with respect to the values at which it reads the net, by their
   *     numbers
   */
  public Backward(Ops tf, List<Emitted> calls, Map<Integer, Operand<TFloat32>> gradients) {
    this.tf = tf.withSubScope("backward");
    this.sums = tf.withSubScope("backward_sums");
    this.forward = Excerpt.Definitions.of((Graph) tf.scope().env());
    this.needed = needed(calls);
    gradients.forEach((value, gradient) -> add(flows, value, gradient));
    for (int i = calls.size() - 1; i >= 0; i--) {
      flow(calls.get(i));
    }
  }

  /**
   * The gradients of the weights by their paths; a weight that the loss does not reach is absent.
   */
  public Map<String, Operand<TFloat32>> weights() {
    Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
    weights.forEach((path, parts) -> gradients.put(path, sum(parts)));
    return gradients;
  }

  /** The values behind which a trainable weight lies: no gradient flows to the others. */
  private static Set<Integer> needed(List<Emitted> calls) {
    Set<Integer> needed = new HashSet<>();
    for (Emitted call : calls) {
      if (!call.reads().isEmpty() || call.inputs().stream().anyMatch(needed::contains)) {
        for (int i = 0; i < call.outputs().size(); i++) {
          if (isFloat(call.outputs().get(i))) {
            needed.add(call.first() + i);
          }
        }
      }
    }
    return needed;
  }

  private static boolean isFloat(Operand<? extends TType> value) {
    return value.asOutput().type() == TFloat32.class;
  }

  private void flow(Emitted call) {
    Map<Integer, Operand<TFloat32>> arrived = new LinkedHashMap<>();
    for (int i = 0; i < call.outputs().size(); i++) {
      if (flows.containsKey(call.first() + i)) {
        arrived.put(i, sum(flows.get(call.first() + i)));
      }
    }
    if (!arrived.isEmpty() && call.rule().isPresent()) {
      share(call, OwnGradients.of(Scopes.flat(tf, call.call()), call, arrived));
      arrived = Map.of();
    }
    if (!arrived.isEmpty() || !call.losses().isEmpty()) {
      share(call, gradients(call, arrived));
    }
  }

  /** Hands a call's gradients to the values and weights that it reads. */
  private void share(Emitted call, Map<Operand<?>, Operand<TFloat32>> gradients) {
    for (int i = 0; i < call.inputs().size(); i++) {
      if (needed.contains(call.inputs().get(i))) {
        add(flows, call.inputs().get(i), gradients.get(call.copies().get(i)));
      }
    }
    call.reads().forEach((path, read) -> add(weights, path, gradients.get(read)));
  }

  private static <K> void add(
      Map<K, List<Operand<TFloat32>>> sums, K key, Operand<TFloat32> gradient) {
    if (gradient != null) {
      sums.computeIfAbsent(key, k -> new ArrayList<>()).add(gradient);
    }
  }

  /** TensorFlow's gradients of what the outputs with gradients, and the losses, depend on. */
  private Map<Operand<?>, Operand<TFloat32>> gradients(
      Emitted call, Map<Integer, Operand<TFloat32>> arrived) {
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    arrived.keySet().forEach(i -> outputs.add(Spec.floats(call.outputs().get(i))));
    outputs.addAll(call.losses());
    Ops scope = Scopes.flat(tf, call.call());
    List<Operand<TFloat32>> given = new ArrayList<>(arrived.values());
    call.losses().forEach(loss -> given.add(scope.constant(1f)));
    return CallGradients.of(forward, scope, call.cuts(), sources(call), outputs, given);
  }

  private List<Operand<TFloat32>> sources(Emitted call) {
    List<Operand<TFloat32>> sources = new ArrayList<>(call.reads().values());
    for (int i = 0; i < call.inputs().size(); i++) {
      if (needed.contains(call.inputs().get(i))) {
        sources.add(Spec.floats(call.copies().get(i)));
      }
    }
    return sources;
  }

  private Operand<TFloat32> sum(List<Operand<TFloat32>> parts) {
    return parts.size() == 1 ? parts.get(0) : sums.math.addN(parts);
  }
}
