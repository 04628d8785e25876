package org.cornu.bench;

import static org.cornu.distribute.Strategies.workers;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.Compilable;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.device.Threads;
import org.cornu.distribute.Cluster;
import org.cornu.distribute.Strategy;
import org.cornu.distribute.Workers;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Exchange;
import org.cornu.net.NetWeight;
import org.cornu.train.Fit;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * One measurement of Cornu in a process of its own. Prints lines of JSON: {@code {"what": "epoch",
 * "value": 9.31, "unit": "s"}}. Its twin for Keras is {@code keras_measure.py}.
 */
@Command(name = "measure")
final class Measure {

  private static final String IMAGES = "60000";
  private static final String BATCH_SIZE = "128";
  private static final String VALIDATION = "0.2";
  private static final int WARM_UP_STEPS = 100;
  private static final int REDUCTIONS = 300;
  private static final int TEST_SET_RUNS = 5;
  private static final int STORED_WARM_UP = 20;
  private static final int STORED_RUNS = 20;

  private Measure() {}

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Measure());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          throw failure;
        });
    int code = line.execute(args);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  /** Prints the seconds of the last epoch, and the process's peak memory. */
  @Command
  void fit(
      @Parameters(converter = Nets.class) Sequential net,
      @Option(names = "--epochs", defaultValue = "2") int epochs,
      @Option(names = "--images", defaultValue = IMAGES) int images,
      @Option(names = "--batch-size", defaultValue = BATCH_SIZE) int batchSize,
      @Option(names = "--validation", defaultValue = VALIDATION) double validation,
      @Option(names = "--dtype-policy", defaultValue = "float32") String policy,
      @Option(names = "--steps-per-execution", defaultValue = "1") int stepsPerExecution,
      @Option(names = "--data-on-device") boolean onDevice)
      throws IOException {
    Dataset data = Inputs.repeated(Mnist.load().train(), images);
    Fit fit = Fit.epochs(epochs).batchSize(batchSize);
    if (validation > 0) {
      fit = fit.validationSplit(validation);
    }
    fit = onDevice ? fit.dataOnDevice() : fit;
    Sequential in = net.dtypePolicy(DTypePolicy.of(policy).orElseThrow());
    try (Model model = compiled(in.stepsPerExecution(stepsPerExecution))) {
      print("epoch", model.fit(data, fit).last().seconds(), "s");
    }
    print("peak memory", peakMebibytes(), "MiB");
  }

  /** Prints the median seconds of a warm training step, alone or with those of a cluster. */
  @Command
  void step(
      @Parameters(converter = Nets.class) Sequential net,
      @Option(names = "--images", defaultValue = IMAGES) int images,
      @Option(names = "--batch-size", defaultValue = BATCH_SIZE) int batchSize,
      @Option(names = "--cluster") boolean isOfCluster) {
    Strategy strategy = isOfCluster ? workers(Cluster.ofEnvironment()) : Strategy.ONE_DEVICE;
    List<Long> ends = new ArrayList<>();
    Fit fit =
        Fit.epochs(1)
            .batchSize(batchSize)
            .callbacks(new Steps(training -> ends.add(System.nanoTime())));
    try (Model model = compiled(net.seed(1).distribute(strategy))) {
      model.fit(Inputs.repeated(Mnist.load().train(), images), fit);
    }
    // Without the last step, which may have fewer images.
    double[] seconds =
        IntStream.range(WARM_UP_STEPS, ends.size() - 1)
            .mapToDouble(i -> (ends.get(i) - ends.get(i - 1)) * 1e-9)
            .toArray();
    print("step", median(seconds), "s");
  }

  /** Prints the median seconds in which a cluster adds up so many numbers as a net has weights. */
  @Command
  void reduce(@Parameters(converter = Nets.class) Sequential net) {
    Workers workers = workers(Cluster.ofEnvironment());
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Exchange exchange = workers.group().exchange(tf.constant(new long[] {0, 1, 1}));
      List<Operand<TFloat32>> parts = new ArrayList<>();
      for (NetWeight weight : net.net().weights()) {
        parts.add(tf.zeros(tf.constant(weight.spec().shape().asArray()), TFloat32.class));
      }
      List<Operand<TFloat32>> sums = exchange.sum(tf, parts);
      try (Session session = workers.open(graph)) {
        Runnable once =
            () -> {
              Runner runner = session.runner().setOptions(workers.options());
              sums.forEach(runner::addTarget);
              workers.run(runner).close();
            };
        print("reduce", medianSeconds(WARM_UP_STEPS, REDUCTIONS, once), "s");
      }
    }
    workers.settle();
  }

  /** Prints the time of day, in seconds since 1970, when the first training step has ended. */
  @Command(name = "first-step")
  void firstStep(
      @Parameters(converter = Nets.class) Sequential net,
      @Option(names = "--batch-size", defaultValue = BATCH_SIZE) int batchSize,
      @Option(names = "--validation", defaultValue = VALIDATION) double validation) {
    Dataset data = Mnist.load().train();
    Steps steps =
        new Steps(
            training -> {
              print("first step", System.currentTimeMillis() * 1e-3, "s since 1970");
              training.stop();
            });
    try (Model model = compiled(net)) {
      model.fit(
          data, Fit.epochs(1).batchSize(batchSize).validationSplit(validation).callbacks(steps));
    }
  }

  /** Prints the median microseconds of the answer to one image, by Model or by Predictor. */
  @Command(name = "one-image")
  void oneImage(
      @Parameters(converter = Nets.class) Sequential net,
      @Option(names = "--by", required = true) String by,
      @Option(names = "--calls", required = true) int calls,
      @Option(names = "--threads-per-op") Integer threadsPerOp)
      throws IOException {
    if (threadsPerOp != null) {
      Threads.perOp(threadsPerOp);
    }
    float[] image = Mnist.load().test().sample(0);
    try (Model model = compiled(net)) {
      if (by.equals("Model")) {
        printOneImage(calls, () -> model.predict(image));
        return;
      }
      Path file = Files.createTempFile("cornu", ".keras");
      try {
        model.save(file);
        try (Predictor predictor = Predictor.load(file)) {
          printOneImage(calls, () -> predictor.predict(image));
        }
      } finally {
        Files.delete(file);
      }
    }
  }

  /** Prints the median seconds of {@code predict} or {@code evaluate} of the test images. */
  @Command(name = "test-set")
  void testSet(
      @Parameters(converter = Nets.class) Sequential net,
      @Option(names = "--do", required = true) String verb) {
    Dataset test = Mnist.load().test();
    try (Model model = compiled(net)) {
      Runnable work =
          verb.equals("predict") ? () -> model.predict(test) : () -> model.evaluate(test);
      print(verb, medianSeconds(1, TEST_SET_RUNS, work), "s");
    }
  }

  /**
   * Prints the median seconds of a step, or of an answer, of one batch by a stored net, and the
   * process's peak memory.
   */
  @Command
  void stored(
      @Parameters Path file,
      @Option(names = "--do", required = true) String verb,
      @Option(names = "--shape", split = ",", required = true) int[] shape,
      @Option(names = "--batch-size", required = true) int batchSize)
      throws IOException {
    Dataset batch = Inputs.random(batchSize, shape);
    if (verb.equals("predict")) {
      try (Predictor predictor = Predictor.load(file)) {
        print(
            verb, medianSeconds(STORED_WARM_UP, STORED_RUNS, () -> predictor.predict(batch)), "s");
      }
    } else {
      try (Model model = Functional.load(file).compile(adam(), sparseCategoricalCrossentropy())) {
        model.loadWeights(file);
        print(
            verb, medianSeconds(STORED_WARM_UP, STORED_RUNS, () -> model.trainOnBatch(batch)), "s");
      }
    }
    print("peak memory", peakMebibytes(), "MiB");
  }

  /** Prints how many billions of floating-point operations a second large matmuls reach. */
  @Command
  void matmul() {
    print("matmul", 1e-9 * Matmul.flopsPerSecond(), "GFLOP/s");
  }

  private static Model compiled(Compilable net) {
    return net.compile(adam(), categoricalCrossentropy(), accuracy());
  }

  private static void printOneImage(int calls, Runnable call) {
    print("one image", 1e6 * medianSeconds(calls, calls, call), "us");
  }

  private static double medianSeconds(int warmUp, int runs, Runnable work) {
    double[] seconds = new double[runs];
    for (int i = -warmUp; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= 0) {
        seconds[i] = (System.nanoTime() - start) * 1e-9;
      }
    }
    return median(seconds);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /** The most memory that this process ever held, as Linux counts it. */
  private static double peakMebibytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String line = lines.filter(each -> each.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
  }

  private static void print(String what, double value, String unit) {
    System.out.printf("{\"what\": \"%s\", \"value\": %s, \"unit\": \"%s\"}%n", what, value, unit);
  }
}
