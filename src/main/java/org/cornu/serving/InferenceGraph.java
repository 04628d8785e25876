package org.cornu.serving;

import java.util.Map;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Pass;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A net's inference half with its weights as constants: what is served is not trained.
 *
 * @param input fed: (batch, input...)
 * @param output fetched: (batch, output...)
 */
record InferenceGraph(Operand<TFloat32> input, Operand<TFloat32> output) {

  /** Name of the input, in the graph and in a signature. */
  static final String INPUT = "input";

  /** Name of the output, in the graph and in a signature. */
  static final String OUTPUT = "output";

  /**
   * Adds it to a graph.
   *
   * @param weights by their paths
   */
  static InferenceGraph add(Graph graph, Net net, Map<String, FloatNdArray> weights) {
    Ops tf = GraphOps.of(graph);
    Shape batch = Shape.of(Shape.UNKNOWN_SIZE).append(net.input().shape());
    Operand<TFloat32> x = tf.withName(INPUT).placeholder(TFloat32.class, Placeholder.shape(batch));
    Forward forward =
        Forward.emit(
            NetRewrites.apply(net),
            Pass.inference(tf.withSubScope("inference")),
            x,
            (ops, path) -> ops.constant(weights.get(path)));
    return new InferenceGraph(x, tf.withName(OUTPUT).identity(forward.output()));
  }
}
