package org.cornu.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Pass;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.net.NetRewrites;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A net's inference half with its weights as constants: what is served is not trained.
 *
 * @param inputs fed, (batch, input...), by their names in a signature
 * @param outputs fetched, (batch, output...), by their names in a signature
 */
record InferenceGraph(
    Map<String, Operand<? extends TType>> inputs, Map<String, Operand<? extends TType>> outputs) {

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
    // A shared layer's weights are there once.
    Map<String, Operand<TFloat32>> read = new HashMap<>();
    Forward forward =
        Forward.emit(
            answering.net(),
            Pass.inference(tf.withSubScope("inference")),
            new ArrayList<>(inputs.values()),
            (ops, path) ->
                read.computeIfAbsent(path, each -> tf.constant(answering.weights().get(each))));
    List<Operand<? extends TType>> given = forward.given();
    Map<String, Operand<? extends TType>> outputs = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      outputs.put(
          given.size() == 1 ? OUTPUT : net.outputNames().get(i),
          tf.withName(OUTPUT).identity(given.get(i)));
    }
    return new InferenceGraph(inputs, outputs);
  }
}
