package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cornu.callbacks.Callback;
import org.cornu.data.Mnist;
import org.cornu.ops.FastPath;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.GraphDef;

/** The fast paths are taken, unless they are switched off. */
class FastPathTakenTest {

  @TempDir private Path folder;

  @AfterEach
  void fastAgain() {
    System.clearProperty(FastPath.PLAIN);
  }

  /** The types of the ops that ops of one type read, in the graph that a fit runs. */
  private static Set<String> readBy(String type) {
    List<GraphDef> seen = new ArrayList<>();
    Callback watching =
        training -> {
          seen.add(training.graph());
          return new Callback.Run() {};
        };
    try (Model model =
        Sequential.of(
                input(28, 28, 1),
                conv2d(4, 3).relu(),
                maxPooling2d(2),
                flatten(),
                dense(10).softmax())
            .seed(4)
            .compile(sgd(), categoricalCrossentropy(), accuracy())) {
      model.fit(Mnist.load().train().take(64), Fit.epochs(1).callbacks(watching));
    }
    Map<String, String> types = new HashMap<>();
    seen.get(0).getNodeList().forEach(node -> types.put(node.getName(), node.getOp()));
    return seen.get(0).getNodeList().stream()
        .filter(node -> node.getOp().equals(type))
        .map(node -> types.get(node.getInput(0).replaceAll(":.*", "")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aPoolingReadsTheConvolution() {
    assertThat(readBy("MaxPool")).containsExactly("Conv2D");
    System.setProperty(FastPath.PLAIN, "pool_first");
    assertThat(readBy("MaxPool")).containsExactly("Identity"); // a node's copy of the relu
  }

  @Test
  void aMetricThatRanksReadsLogits() {
    assertThat(readBy("ArgMax")).containsExactly("BiasAdd", "Placeholder");
    System.setProperty(FastPath.PLAIN, "rank_logits");
    assertThat(readBy("ArgMax")).containsExactly("Placeholder", "Softmax");
  }

  @Test
  void aStoredNetIsAnsweredByTheThreadThatAsks() throws IOException {
    Path file = folder.resolve("net.keras");
    try (Model model =
        Sequential.of(input(600), dense(600).relu(), dense(600).relu(), dense(600))
            .seed(4)
            .compile(sgd(), meanSquaredError())) {
      model.save(file);
    }
    double fast = ownShare(file);
    System.setProperty(FastPath.PLAIN, "calling_thread");
    assertThat(ownShare(file)).isLessThan(fast / 1.4); // more of it on a busy machine
  }

  /** How much of the processor's time this thread had, of all that its questions took. */
  private static double ownShare(Path file) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    float[] sample = new float[600];
    try (Predictor predictor = Predictor.load(file)) {
      predictor.predict(sample);
      long own = threads.getCurrentThreadCpuTime();
      long all = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
      for (int i = 0; i < 2000; i++) {
        predictor.predict(sample);
      }
      long end = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
      return (double) (threads.getCurrentThreadCpuTime() - own) / (end - all);
    }
  }
}
