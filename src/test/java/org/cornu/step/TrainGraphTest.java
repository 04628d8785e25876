package org.cornu.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.cornu.graph.GraphOps;
import org.cornu.net.Net;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;

class TrainGraphTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Compilation HOW =
      Compilation.of(adam(), categoricalCrossentropy(), List.of(accuracy()));

  /** Four times as many layers take about four times as long: sixteen times is their square. */
  @Test
  void theTimeToBuildGrowsWithTheLayers() {
    nanoseconds(50);
    assertThat((double) nanoseconds(200) / nanoseconds(50)).isLessThan(8);
  }

  /** What the quickest of three builds took of this thread. */
  private static long nanoseconds(int layers) {
    Net net = Net.chain(input(8), Collections.nCopies(layers, dense(8).relu()));
    return LongStream.range(0, 3).map(i -> build(net)).min().orElseThrow();
  }

  private static long build(Net net) {
    try (Graph graph = new Graph()) {
      long start = THREADS.getCurrentThreadCpuTime();
      TrainGraph.build(GraphOps.of(graph), new CompiledNet("net", net, new Seed(1), HOW));
      return THREADS.getCurrentThreadCpuTime() - start;
    }
  }
}
