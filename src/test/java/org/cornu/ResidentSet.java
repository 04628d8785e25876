package org.cornu;

import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.testing.IdxFile;
import org.cornu.train.Fit;

/**
 * Prints by how many kB this process grows while it does the same again and again, after a warm-up.
 * Run in a JVM of its own, whose heap is of one size and touched from the beginning.
 */
final class ResidentSet {

  private static final Sequential SMALL =
      Sequential.of(input(2), dense(16).relu(), dense(3).softmax()).seed(1);
  private static final Dataset POINTS = Blobs.classes(64);
  private static final int WIDTH = 2048;
  private static final Sequential WIDE =
      Sequential.of(input(WIDTH), dense(64).relu(), dense(3).softmax()).seed(1);
  private static final Dataset LINES =
      Dataset.of(new float[64 * WIDTH], new int[] {WIDTH}, new int[64]);

  private ResidentSet() {}

  /** What is done again and again. */
  private interface Work {
    void run() throws IOException;
  }

  /**
   * Measures.
   *
   * @param args what to do ({@code batches}, {@code models}, {@code steps}, {@code executions},
   *     {@code device}, {@code files} or {@code images}), how often to warm up, how often while
   *     measuring, and a folder for files
   */
  public static void main(String[] args) throws IOException {
    int warmUp = Integer.parseInt(args[1]);
    int measured = Integer.parseInt(args[2]);
    Path folder = Path.of(args[3]);
    switch (args[0]) {
      case "batches" -> print(growth(ResidentSet::wideModel, warmUp, measured));
      case "models" -> print(growth(ResidentSet::smallModel, warmUp, measured));
      case "steps" -> print(steps(warmUp, measured));
      case "executions" -> print(growth(ResidentSet::executions, warmUp, measured));
      case "device" -> print(device(warmUp, measured));
      case "files" -> print(growth(files(folder), warmUp, measured));
      case "images" -> print(images(warmUp, measured, folder));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void print(long kilobytes) {
    System.out.println(kilobytes);
  }

  private static long growth(Work work, int warmUp, int measured) throws IOException {
    for (int i = 0; i < warmUp; i++) {
      work.run();
    }
    long before = kilobytes();
    for (int i = 0; i < measured; i++) {
      work.run();
    }
    return kilobytes() - before;
  }

  /** Half a megabyte a batch. */
  private static void wideModel() {
    oneBatch(WIDE, LINES);
  }

  /**
   * Data on the device while a model trains: so many megabytes of them, and then so many. After any
   * batch of that size the process keeps as much; data that stayed would be as much again.
   */
  private static long device(int warmUp, int measured) throws IOException {
    Fit fit = Fit.epochs(1).batchSize(256).dataOnDevice();
    try (Model model = WIDE.stepsPerExecution(2).compile(adam(), categoricalCrossentropy())) {
      long[] after = new long[2];
      for (int i = 0; i < 2; i++) {
        int count = 128 * (i == 0 ? warmUp : measured);
        model.fit(Dataset.of(new float[count * WIDTH], new int[] {WIDTH}, new int[count]), fit);
        after[i] = kilobytes();
      }
      return after[1] - after[0];
    }
  }

  /** Half a megabyte on the device, twice. */
  private static void executions() {
    try (Model model = WIDE.stepsPerExecution(4).compile(adam(), categoricalCrossentropy())) {
      Fit fit = Fit.epochs(1).batchSize(8).dataOnDevice();
      model.fit(LINES, fit);
      model.fit(LINES.range(0, 48), fit);
    }
  }

  /** Fewer than 1,000 weights: what stays behind is not of the weights. */
  private static void smallModel() {
    oneBatch(SMALL, POINTS);
  }

  private static void oneBatch(Sequential net, Dataset data) {
    try (Model model = net.compile(adam(), categoricalCrossentropy(), accuracy())) {
      model.fit(data, Fit.epochs(1).batchSize(64));
      model.predict(data);
    }
  }

  /** Steps in one model. */
  private static long steps(int warmUp, int measured) throws IOException {
    try (Model model = SMALL.compile(adam(), categoricalCrossentropy(), accuracy())) {
      return growth(
          () -> model.fit(POINTS, Fit.epochs(50).batchSize(16)), warmUp / 200, measured / 200);
    }
  }

  /** Saves, loads, exports and predicts. */
  private static Work files(Path folder) throws IOException {
    Path keras = folder.resolve("model.keras");
    Path export = folder.resolve("export");
    try (Model model = SMALL.compile(adam(), categoricalCrossentropy(), accuracy())) {
      model.save(keras);
    }
    return () -> {
      try (Model model = Model.load(keras)) {
        model.save(keras);
        model.export(export);
      }
      try (Predictor predictor = Predictor.load(export)) {
        predictor.predict(POINTS);
      }
    };
  }

  /** Trains on images that stay in a file: so many megabytes of them, and then so many. */
  private static long images(int warmUp, int measured, Path folder) throws IOException {
    Sequential net = Sequential.of(input(100, 100, 1), flatten(), dense(3).softmax()).seed(1);
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    try (Model model = net.compile(adam(), categoricalCrossentropy(), accuracy())) {
      long[] after = new long[2];
      for (int i = 0; i < 2; i++) {
        int count = 100 * (i == 0 ? warmUp : measured);
        IdxFile.zeros(images, count, 100, 100);
        Dataset data = Idx.stream(images, IdxFile.zeros(labels, count));
        model.fit(data, Fit.epochs(1).batchSize(64).shuffleWindow(1000));
        model.evaluate(data);
        after[i] = kilobytes();
      }
      return after[1] - after[0];
    }
  }

  private static long kilobytes() throws IOException {
    System.gc();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}
