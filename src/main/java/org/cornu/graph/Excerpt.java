package org.cornu.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow's gradients of a few ops of a large graph. Where it derives, TensorFlow reads the
 * names of all ops in the graph and walks through all that lies behind the outputs: done call by
 * call, that takes time as the square of a net's layers. Here the few ops are copied into a graph
 * of their own and derived there; of what comes out, that which is needed is copied back.
 */
final class Excerpt implements AutoCloseable {

  private final Definitions whole;
  private final Graph apart = new Graph();
  private final Ops ops = GraphOps.of(apart);
  private final Map<Output<?>, Output<?>> there = new HashMap<>(); // copies, by what they copy
  private final Map<Output<?>, Output<?>> here = new HashMap<>(); // and the other way round

  private Excerpt(Definitions whole) {
    this.whole = whole;
  }

  /** The ops of a graph as they were at one time, and their order. */
  record Definitions(Map<String, NodeDef> nodes, Map<String, Integer> places) {

    static Definitions of(Graph graph) {
      Map<String, NodeDef> nodes = new HashMap<>();
      Map<String, Integer> places = new HashMap<>();
      for (NodeDef node : graph.toGraphDef().getNodeList()) {
        places.put(node.getName(), nodes.size());
        nodes.put(node.getName(), node);
      }
      return new Definitions(nodes, places);
    }

    /** In the order in which they were added, which is one that none reads what comes later. */
    private List<GraphOperation> sorted(Collection<Operation> ops) {
      return ops.stream()
          .map(GraphOperation.class::cast)
          .sorted(Comparator.comparing(op -> places.get(op.name())))
          .toList();
    }
  }

  /**
   * Adds the gradients of sources to their graph; one through which none comes is absent.
   *
   * @param whole the graph
   * @param tf where they are added
   * @param outputs what is derived
   * @param given its gradients
   * @param sources on each of which an output depends
   * @param behind all ops that the outputs depend on, as far as the sources at least
   */
  static Map<Operand<?>, Operand<TFloat32>> gradients(
      Definitions whole,
      Ops tf,
      List<Operand<TFloat32>> outputs,
      List<Operand<TFloat32>> given,
      List<Operand<TFloat32>> sources,
      Set<Operation> behind) {
    try (Excerpt excerpt = new Excerpt(whole)) {
      sources.forEach(source -> excerpt.placeholder(source.asOutput()));
      between(sources, behind, whole).forEach(excerpt::copy);
      List<Operand<TFloat32>> flows = excerpt.flows(given);
      Gradients all =
          excerpt.ops.gradients(
              excerpt.copies(outputs), excerpt.copies(sources), Gradients.dx(flows));
      Map<Operand<?>, Operand<TFloat32>> found = new LinkedHashMap<>();
      for (int i = 0; i < sources.size(); i++) {
        Operand<TFloat32> source = sources.get(i);
        Derivation.gradient(all, i).ifPresent(gradient -> found.put(source, gradient));
      }
      excerpt.copyBack(tf.withSubScope("Gradients"), found.values());
      found.replaceAll((source, each) -> Spec.floats(excerpt.here.get(each.asOutput())));
      return found;
    }
  }

  /** The ops on a way from the sources to the outputs. */
  private static List<GraphOperation> between(
      List<Operand<TFloat32>> sources, Set<Operation> behind, Definitions whole) {
    Map<Operation, List<Operation>> readers = new HashMap<>();
    for (Operation op : behind) {
      for (Operand<?> input : ((GraphOperation) op).inputs()) {
        readers.computeIfAbsent(input.op(), each -> new ArrayList<>()).add(op);
      }
    }
    Set<Operation> ends = new HashSet<>();
    sources.forEach(source -> ends.add(source.op()));
    Deque<Operation> open = new ArrayDeque<>(ends);
    Set<Operation> seen = new HashSet<>(ends);
    while (!open.isEmpty()) {
      readers.getOrDefault(open.pop(), List.of()).stream().filter(seen::add).forEach(open::push);
    }
    seen.removeAll(ends);
    return whole.sorted(seen);
  }

  private void placeholder(Output<?> output) {
    Operation copy =
        ops.scope()
            .opBuilder("Placeholder", "Placeholder")
            .setAttr("dtype", output.dataType())
            .setAttr("shape", output.shape())
            .build();
    put(output, copy.output(0));
  }

  private void put(Output<?> ours, Output<?> theirs) {
    there.put(ours, theirs);
    here.put(theirs, ours);
  }

  private void copy(GraphOperation op) {
    List<Output<?>> inputs = new ArrayList<>();
    for (Operand<?> input : op.inputs()) {
      if (!there.containsKey(input.asOutput())) {
        // What the outputs depend on beside the sources; TensorFlow looks at constants' values.
        if (input.op().type().equals("Const")) {
          copy((GraphOperation) input.op());
        } else {
          placeholder(input.asOutput());
        }
      }
      inputs.add(there.get(input.asOutput()));
    }
    NodeDef like = whole.nodes.get(op.name());
    Operation copy = OpCopy.add(ops.scope().opBuilder(op.type(), op.type()), like, inputs);
    for (int i = 0; i < op.numOutputs(); i++) {
      put(op.output(i), copy.output(i));
    }
  }

  /** A placeholder for each: the same gradient may be given twice. */
  private List<Operand<TFloat32>> flows(List<Operand<TFloat32>> given) {
    List<Operand<TFloat32>> flows = new ArrayList<>();
    for (Operand<TFloat32> flow : given) {
      there.remove(flow.asOutput());
      placeholder(flow.asOutput());
      flows.add(Spec.floats(there.get(flow.asOutput())));
    }
    return flows;
  }

  private List<Operand<TFloat32>> copies(List<Operand<TFloat32>> operands) {
    return operands.stream().map(each -> Spec.floats(there.get(each.asOutput()))).toList();
  }

  private void copyBack(Ops tf, Collection<Operand<TFloat32>> gradients) {
    Definitions derived = Definitions.of(apart);
    Set<Operation> copied = new HashSet<>();
    here.keySet().forEach(output -> copied.add(output.op()));
    Set<Operation> added = new HashSet<>(Derivation.behind(gradients, copied));
    added.removeAll(copied);
    for (GraphOperation op : derived.sorted(added)) {
      OperationBuilder builder = tf.scope().opBuilder(op.type(), op.type());
      for (GraphOperation control : op.controlInputs()) {
        Output<?> ours = control.numOutputs() == 0 ? null : here.get(control.output(0));
        if (ours != null) {
          builder.addControlInput(ours.op());
        }
      }
      List<Output<?>> inputs = new ArrayList<>();
      op.inputs().forEach(input -> inputs.add(here.get(input.asOutput())));
      Operation copy = OpCopy.add(builder, derived.nodes.get(op.name()), inputs);
      for (int i = 0; i < op.numOutputs(); i++) {
        here.put(op.output(i), copy.output(i));
      }
    }
  }

  @Override
  public void close() {
    apart.close();
  }
}
