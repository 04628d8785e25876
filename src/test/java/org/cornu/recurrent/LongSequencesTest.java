package org.cornu.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.recurrent.Recurrent.bidirectional;
import static org.cornu.recurrent.Recurrent.gru;
import static org.cornu.recurrent.Recurrent.lstm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.goldens.Tensors;
import org.cornu.graph.Backward;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Pass;
import org.cornu.graph.Spec;
import org.cornu.history.History;
import org.cornu.layers.Layer;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.random.Seed;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Sequences that are long, or of several lengths, in graphs that stay small. */
class LongSequencesTest {

  /** Ops of the forward and the backward pass. */
  private static int ops(int steps) {
    Net net = Net.chain(input(steps, 3), List.<Layer>of(bidirectional(lstm(4).returnSequences())));
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
      net.weights()
          .forEach(
              each ->
                  reads.put(
                      each.path(),
                      tf.constantOf(TFloat32.tensorOf(Tensors.scattered(each.spec().shape())))));
      Operand<TFloat32> x = tf.zeros(tf.array(2, steps, 3), TFloat32.class);
      Pass pass = Pass.training(tf, new Seed(1), tf.constant(0L));
      Forward forward = Forward.emit(net, pass, List.of(x), (ops, path) -> reads.get(path));
      Operand<TFloat32> y = Spec.floats(forward.given().get(0));
      var backward =
          new Backward(tf, forward.calls(), Map.of(net.outputs().get(0), tf.onesLike(y)));
      assertThat(backward.weights()).hasSize(6);
      return graph.toGraphDef().getNodeCount();
    }
  }

  @Test
  void theGraphIsTheSameForTwoStepsAndForTwoThousand() {
    assertThat(ops(2000)).isEqualTo(ops(2));
  }

  /** What comes out at the end is what was told at the beginning. */
  @Test
  void twoThousandStepsAreTrained() {
    int steps = 2000;
    int samples = 8;
    float[] x = new float[samples * steps];
    float[][] y = new float[samples][1];
    for (int i = 0; i < samples; i++) {
      for (int step = 0; step < steps; step++) {
        x[i * steps + step] = (float) Math.sin(step * (i + 1) * 0.01);
      }
      y[i][0] = i % 2;
    }
    Sequential net = Sequential.of(input(steps, 1), gru(4), dense(1)).seed(1);
    try (Model model = net.compile(adam(0.02), meanSquaredError())) {
      List<Double> losses =
          losses(model.fit(Dataset.of(x, new int[] {steps, 1}, y), Fit.epochs(6)));
      assertThat(losses).doesNotContain(Double.NaN);
      assertThat(losses.get(5)).isLessThan(0.8 * losses.get(0));
    }
  }

  private static List<Double> losses(History history) {
    List<Double> losses = new ArrayList<>();
    history.epochs().forEach(epoch -> losses.add(epoch.logs().get("loss")));
    return losses;
  }

  /** Behind the first of a sequence come numbers that say nothing, and then zeros. */
  @Test
  void theFirstNumberIsRememberedOverWhatIsMasked() {
    int longest = 12;
    Random random = new Random(3);
    float[] x = new float[300 * longest];
    int[] classes = new int[300];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = random.nextInt(3);
      x[i * longest] = 1 + classes[i];
      for (int step = 1; step < 1 + random.nextInt(longest); step++) {
        x[i * longest + step] = 4 + random.nextInt(4);
      }
    }
    Sequential net =
        Sequential.of(
                input(ANY), embedding(8, 6).maskZero(), bidirectional(lstm(12)), dense(3).softmax())
            .seed(2);
    try (Model model = net.compile(adam(0.03), categoricalCrossentropy(), accuracy())) {
      Dataset data = Dataset.of(x, new int[] {longest}, classes);
      model.fit(data, Fit.epochs(8).batchSize(30));
      assertThat(model.evaluate(data).accuracy()).isGreaterThan(0.95);
      float[] shorter = model.predict(Dataset.of(new float[] {2, 5, 5}, new int[] {3}))[0];
      float[] longer = model.predict(Dataset.of(new float[] {2, 5, 5, 0, 0}, new int[] {5}))[0];
      for (int i = 0; i < 3; i++) {
        assertThat(longer[i]).isCloseTo(shorter[i], within(1e-6f));
      }
    }
  }
}
