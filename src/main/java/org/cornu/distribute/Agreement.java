package org.cornu.distribute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.cornu.device.NativeLibrary;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Group;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** What processes must have in common before they train together. */
final class Agreement {

  /** A sum of 32 bits is told in two numbers that a float holds exactly. */
  private static final int NUMBERS = 2;

  private Agreement() {}

  /**
   * Waits for all workers, and compares what they are about to do.
   *
   * @param facts by what people call them; of the same names in all processes, in any order
   * @throws IllegalStateException if those of one worker differ; all workers throw it
   */
  static void require(Workers workers, Map<String, String> facts) {
    int all = workers.cluster().workers().size();
    List<String> names = facts.keySet().stream().sorted().toList();
    int row = names.size() * NUMBERS;
    float[] own = new float[all * row];
    for (int i = 0; i < names.size(); i++) {
      CRC32C sum = new CRC32C();
      sum.update(facts.get(names.get(i)).getBytes(StandardCharsets.UTF_8));
      int at = workers.cluster().task() * row + i * NUMBERS;
      own[at] = sum.getValue() >>> 16;
      own[at + 1] = sum.getValue() & 0xffff;
    }
    float[] told = sum(workers, own);
    List<String> differences = new ArrayList<>();
    for (int worker = 1; worker < all; worker++) {
      for (int i = 0; i < names.size(); i++) {
        int at = i * NUMBERS;
        if (told[at] != told[worker * row + at] || told[at + 1] != told[worker * row + at + 1]) {
          String name = names.get(i);
          differences.add(
              "worker %d has another %s (here it is %s)".formatted(worker, name, facts.get(name)));
        }
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "workers need the same program, data and settings as worker 0, but %s; start all of them alike"
              .formatted(String.join(", ", differences)));
    }
  }

  /** Of each place, what all workers have there. */
  static float[] sum(Workers workers, float[] own) {
    Shape shape = Shape.of(own.length);
    Group group = workers.talk(own.length);
    try (Graph graph = NativeLibrary.graph()) {
      Ops tf = GraphOps.of(graph);
      Placeholder<TFloat32> fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      Operand<TInt64> share = tf.constant(new long[] {0, 1, 1});
      Operand<TFloat32> sum = group.exchange(share).sum(tf, List.of(fed)).get(0);
      try (Session session = workers.open(graph);
          TFloat32 values = TFloat32.tensorOf(shape, DataBuffers.of(own.clone(), false, false));
          Result result =
              workers.run(
                  session.runner().feed(fed, values).fetch(sum).setOptions(workers.options()))) {
        float[] told = new float[own.length];
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(told, false, false));
        return told;
      }
    }
  }
}
