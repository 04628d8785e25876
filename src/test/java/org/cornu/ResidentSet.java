package org.cornu;

import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.train.Fit;

/**
 * Prints by how many kB this process grows while it does the same again and again, after a warm-up.
 * Run in a JVM of its own, whose heap is of one size and touched from the beginning.
 */
final class ResidentSet {

  private static final int WIDTH = 2048;
  private static final int WARM_UP = 40;
  private static final int CYCLES = 80;

  private ResidentSet() {}

  public static void main(String[] args) throws IOException {
    Sequential net = Sequential.of(input(WIDTH), dense(64).relu(), dense(3).softmax()).seed(1);
    Dataset data = Dataset.of(new float[64 * WIDTH], new int[] {WIDTH}, new int[64]);
    Fit oneBatch = Fit.epochs(1).batchSize(64);
    long before = 0;
    for (int i = 0; i < WARM_UP + CYCLES; i++) {
      if (i == WARM_UP) {
        before = kilobytes();
      }
      try (Model model = net.compile(adam(), categoricalCrossentropy(), accuracy())) {
        model.fit(data, oneBatch);
        model.predict(data);
      }
    }
    System.out.println(kilobytes() - before);
  }

  private static long kilobytes() throws IOException {
    System.gc();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}
