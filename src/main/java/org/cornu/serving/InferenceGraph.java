package org.cornu.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Pass;
import org.cornu.graph.Resource;
import org.cornu.graph.Variable;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.net.NetRewrites;
import org.cornu.net.NetWeight;
import org.cornu.saving.NativeMemory;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A net's inference half. Its weights are constants, as what is served is not trained; but above
 * {@link #LARGEST_CONSTANTS} they are variables, as a graph holds no more than 2 GB.
 *
 * @param inputs fed, (batch, input...), by their names in a signature
 * @param outputs fetched, (batch, output...), by their names in a signature
 * @param variables of the weights, by their paths; none where they are constants
 * @param weights that the variables are to have, by the same paths
 */
record InferenceGraph(
    Map<String, Operand<? extends TType>> inputs,
    Map<String, Operand<? extends TType>> outputs,
    Map<String, Variable<TFloat32>> variables,
    Map<String, FloatNdArray> weights) {

  /** In bytes. TensorFlow copies a graph as often as it looks at it, so far below its limit. */
  static final long LARGEST_CONSTANTS = 1L << 30;

  /** Name of the only input, in the graph and in a signature. */
  static final String INPUT = "input";

  /** Name of the only output, in the graph and in a signature. */
  static final String OUTPUT = "output";

  /**
   * Adds it to a graph. Where there are several inputs or outputs, they have the net's names.
   *
   * @param weights by their paths
   */
  static InferenceGraph add(Graph graph, Net net, Map<String, FloatNdArray> weights) {
    Ops tf = GraphOps.of(graph);
    Map<String, Operand<? extends TType>> inputs = new LinkedHashMap<>();
    for (NetInput input : net.inputs()) {
      Shape batch = Shape.of(Shape.UNKNOWN_SIZE).append(input.shape());
      inputs.put(
          net.inputs().size() == 1 ? INPUT : input.name(),
          tf.withName(INPUT).placeholder(input.spec().dtype().type(), Placeholder.shape(batch)));
    }
    NetRewrites.Answering answering = NetRewrites.answering(net, weights);
    Map<String, Variable<TFloat32>> variables =
        bytes(net) > LARGEST_CONSTANTS ? variables(tf, answering.net()) : Map.of();
    // A shared layer's weights are there once.
    Map<String, Operand<TFloat32>> read = new HashMap<>();
    Forward forward =
        Forward.emit(
            answering.net(),
            Pass.inference(tf.withSubScope("inference")),
            new ArrayList<>(inputs.values()),
            (ops, path) ->
                read.computeIfAbsent(
                    path,
                    each ->
                        variables.isEmpty()
                            ? constant(tf, answering.weights().get(each))
                            : variables.get(each).value()));
    List<Operand<? extends TType>> given = forward.given();
    Map<String, Operand<? extends TType>> outputs = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      outputs.put(
          given.size() == 1 ? OUTPUT : net.outputNames().get(i),
          tf.withName(OUTPUT).identity(given.get(i)));
    }
    return new InferenceGraph(inputs, outputs, variables, answering.weights());
  }

  private static long bytes(Net net) {
    return net.weights().stream().mapToLong(each -> each.spec().shape().size()).sum() * Float.BYTES;
  }

  private static Map<String, Variable<TFloat32>> variables(Ops tf, Net net) {
    Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
    // Python keeps the variables of all SavedModels in one place, by their names.
    String all = "weights-" + UUID.randomUUID();
    for (NetWeight weight : net.weights()) {
      String name = all + "/" + weight.path();
      Shape shape = weight.spec().shape();
      variables.put(weight.path(), Variable.of(tf, Resource.add(tf, name, shape, TFloat32.class)));
    }
    return variables;
  }

  private static Operand<TFloat32> constant(Ops tf, FloatNdArray value) {
    return value instanceof TFloat32 tensor ? tf.constantOf(tensor) : tf.constant(value);
  }

  /** Sets the variables, if there are any; each then has a tensor's numbers where they are. */
  void fill(Session session) {
    variables.forEach(
        (path, variable) -> {
          FloatNdArray value = weights.get(path);
          try (NativeMemory memory = new NativeMemory()) {
            TFloat32 fed = value instanceof TFloat32 tensor ? tensor : memory.copy(value);
            session.runner().feed(variable.fed(), fed).addTarget(variable.assign()).run().close();
          }
        });
  }
}
