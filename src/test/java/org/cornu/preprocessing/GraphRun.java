package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cornu.graph.GraphOps;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Ops that are run once. */
final class GraphRun {

  private GraphRun() {}

  /** What the ops give. */
  static List<FloatNdArray> of(Function<Ops, List<Operand<TFloat32>>> ops) {
    try (Graph graph = new Graph()) {
      List<Operand<TFloat32>> fetched = ops.apply(GraphOps.of(graph));
      try (Session session = new Session(graph)) {
        Session.Runner runner = session.runner();
        fetched.forEach(runner::fetch);
        List<FloatNdArray> values = new ArrayList<>();
        try (Result result = runner.run()) {
          for (int i = 0; i < fetched.size(); i++) {
            TFloat32 tensor = (TFloat32) result.get(i);
            FloatNdArray copy = NdArrays.ofFloats(tensor.shape());
            tensor.copyTo(copy);
            values.add(copy);
          }
        }
        return values;
      }
    }
  }

  static Operand<TFloat32> constant(Ops tf, FloatNdArray values) {
    return tf.constant(values);
  }
}
