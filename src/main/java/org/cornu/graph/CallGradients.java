package org.cornu.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of what one call reads: TensorFlow's of the ops between its {@link Cut}s, and the
 * cuts' own, in reverse.
 */
final class CallGradients {

  private final Excerpt.Definitions forward;
  private final Ops tf;
  private final List<Operand<TFloat32>> ends; // where gradients arrive, till their cut is passed
  private final Map<Output<?>, List<Operand<TFloat32>>> arrived = new LinkedHashMap<>();

  private CallGradients(
      Excerpt.Definitions forward, Ops tf, List<Operand<TFloat32>> sources, List<Cut> cuts) {
    this.forward = forward;
    this.tf = tf;
    this.ends = new ArrayList<>();
    sources.forEach(source -> ends.add(source.asOutput()));
    cuts.forEach(cut -> cut.outputs().forEach(output -> ends.add(output.asOutput())));
  }

  /**
   * Emits them; a source through which none comes is absent.
   *
   * @param outputs what is derived
   * @param given its gradients
   */
  static Map<Operand<?>, Operand<TFloat32>> of(
      Excerpt.Definitions forward,
      Ops tf,
      List<Cut> cuts,
      List<Operand<TFloat32>> sources,
      List<Operand<TFloat32>> outputs,
      List<Operand<TFloat32>> given) {
    CallGradients gradients = new CallGradients(forward, tf, sources, cuts);
    gradients.derive(outputs, given);
    for (int i = cuts.size() - 1; i >= 0; i--) {
      gradients.pass(cuts.get(i));
    }
    Map<Operand<?>, Operand<TFloat32>> found = new LinkedHashMap<>();
    for (Operand<TFloat32> source : sources) {
      if (gradients.arrived.containsKey(source.asOutput())) {
        found.put(source, gradients.sum(source));
      }
    }
    return found;
  }

  private void pass(Cut cut) {
    cut.outputs().forEach(output -> ends.remove(output.asOutput()));
    if (cut.outputs().stream().noneMatch(each -> arrived.containsKey(each.asOutput()))) {
      return;
    }
    List<Operand<TFloat32>> flows = new ArrayList<>();
    for (Operand<TFloat32> output : cut.outputs()) {
      flows.add(arrived.containsKey(output.asOutput()) ? sum(output) : tf.zerosLike(output));
    }
    derive(cut.inputs(), cut.rule().of(tf, flows));
  }

  /** Lets gradients flow as far as the ends. */
  private void derive(List<Operand<TFloat32>> outputs, List<Operand<TFloat32>> given) {
    Set<Operation> stops = new HashSet<>();
    ends.forEach(end -> stops.add(end.op()));
    List<Operand<TFloat32>> derived = new ArrayList<>();
    List<Operand<TFloat32>> flows = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (ends.contains(outputs.get(i).asOutput())) {
        add(outputs.get(i), given.get(i));
      } else if (!Collections.disjoint(Derivation.behind(List.of(outputs.get(i)), stops), stops)) {
        derived.add(outputs.get(i));
        flows.add(given.get(i));
      }
    }
    if (!derived.isEmpty()) {
      Set<Operation> behind = Derivation.behind(derived, stops);
      List<Operand<TFloat32>> reached =
          ends.stream().filter(end -> behind.contains(end.op())).toList();
      Excerpt.gradients(forward, tf, derived, flows, reached, behind)
          .forEach((end, gradient) -> add(Spec.floats(end), gradient));
    }
  }

  private void add(Operand<TFloat32> end, Operand<TFloat32> gradient) {
    arrived.computeIfAbsent(end.asOutput(), each -> new ArrayList<>()).add(gradient);
  }

  private Operand<TFloat32> sum(Operand<TFloat32> end) {
    List<Operand<TFloat32>> parts = arrived.get(end.asOutput());
    return parts.size() == 1 ? parts.get(0) : tf.math.addN(parts);
  }
}
