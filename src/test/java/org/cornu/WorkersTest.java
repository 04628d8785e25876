package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.distribute.Strategies.workers;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.data.Mnist;
import org.cornu.distribute.Cluster;
import org.cornu.distribute.Workers;
import org.cornu.testing.IdxFile;
import org.cornu.testing.JavaProcess;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replicas in processes of their own. */
@Tag("slow")
class WorkersTest {

  private static final int STEPS = 50;

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private static Dataset data() {
    return Mnist.load().train().take(24 * 30 + 1);
  }

  /** The loss after each step, and that of the validation. */
  private static List<Double> train(Compilable net, Dataset data, Callback... more) {
    List<Double> numbers = new ArrayList<>();
    Callback losses = lambdaCallback().onBatchEnd((batch, logs) -> numbers.add(logs.get("loss")));
    try (Model model = net.compile(sgd(), categoricalCrossentropy(), accuracy())) {
      var history =
          model.fit(
              data,
              Fit.epochs(2)
                  .batchSize(30)
                  .validationData(Mnist.load().test().take(100))
                  .callbacks(losses)
                  .callbacks(more));
      history.epochs().forEach(epoch -> numbers.add(epoch.logs().get("val_loss")));
    }
    return numbers;
  }

  /**
   * The program of every worker: of a model, a seed, seconds to wait for the others, the task that
   * stops after seven batches, or -1, and the folder where data stay in their files, if they do.
   */
  public static void main(String[] args) {
    Cluster cluster = Cluster.ofEnvironment();
    Workers workers = workers(cluster, Double.parseDouble(args[2]));
    Sequential net = MnistCnns.all().get(Integer.parseInt(args[0]) - 1);
    boolean stops = cluster.task() == Integer.parseInt(args[3]);
    Callback stopping =
        training ->
            new Callback.Run() {
              @Override
              public void batchEnd(int batch, Map<String, Double> logs) {
                System.out.println(logs.get("loss"));
                if (stops && batch == 7) {
                  training.stop();
                }
              }
            };
    Dataset data = args.length > 4 ? streamed(Path.of(args[4])) : data();
    List<Double> numbers =
        train(net.seed(Long.parseLong(args[1])).distribute(workers), data, stopping);
    System.out.println(numbers);
  }

  @Test
  void oneThatIsToldToEndAtAnyMomentEndsAll() throws Exception {
    List<String> printed = run(BrokenOff.class, 2);
    assertThat(printed.get(0).lines()).hasSize(20);
    assertThat(printed.get(1)).isEqualTo(printed.get(0));
  }

  private static List<String> addresses(int workers) throws IOException {
    List<ServerSocket> free = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      free.add(new ServerSocket(0));
    }
    List<String> addresses = new ArrayList<>();
    for (ServerSocket socket : free) {
      addresses.add("127.0.0.1:" + socket.getLocalPort());
      socket.close();
    }
    return addresses;
  }

  private Process start(List<String> addresses, int task, String... arguments) throws IOException {
    return start(WorkersTest.class, addresses, task, arguments);
  }

  private Process start(Class<?> program, List<String> addresses, int task, String... arguments)
      throws IOException {
    ProcessBuilder builder = JavaProcess.of(program, arguments);
    builder.environment().put(Cluster.VARIABLE, Cluster.of(addresses, task).text());
    builder.redirectOutput(folder.resolve("out" + task).toFile());
    builder.redirectError(folder.resolve("err" + task).toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private List<String> run(int workers, String... arguments) throws Exception {
    return run(WorkersTest.class, workers, arguments);
  }

  private List<String> run(Class<?> program, int workers, String... arguments) throws Exception {
    List<String> addresses = addresses(workers);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      processes.add(start(program, addresses, i, arguments));
    }
    List<String> printed = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      int code = processes.get(i).waitFor();
      assertThat(code).as(read("err" + i)).isZero();
      printed.add(read("out" + i));
    }
    return printed;
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(20);
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 2", "3, 3"})
  void theyTrainAsOneProcessAndAgainToTheBit(int number, int workers) throws Exception {
    List<String> printed = run(workers, "" + number, "3", "60", "-1");
    if (workers == 2) {
      assertThat(run(workers, "" + number, "3", "60", "-1")).isEqualTo(printed);
    }
    assertThat(printed).allMatch(each -> each.equals(printed.get(0)));
    List<Double> alone = train(MnistCnns.all().get(number - 1).seed(3), data());
    assertNear(printed.get(0), alone);
  }

  private static void assertNear(String printed, List<Double> alone) {
    List<Double> several = printed.lines().limit(STEPS).map(Double::valueOf).toList();
    assertThat(several).hasSize(STEPS);
    for (int i = 0; i < STEPS; i++) {
      assertThat(several.get(i)).as("step %d", i).isCloseTo(alone.get(i), within(1e-5));
    }
  }

  /** Each reads its rows alone. */
  @Test
  void fourTrainAsOneOnDataThatStayInTheirFiles() throws Exception {
    int count = data().size();
    ByteBuffer pixels = ByteBuffer.allocate(count * 28 * 28);
    data().features(IntStream.range(0, count).toArray(), 0, count, pixels);
    ByteBuffer labels = ByteBuffer.allocate(count);
    for (int label : data().classIndices()) {
      labels.put((byte) label);
    }
    IdxFile.write(folder.resolve("images"), pixels.array(), count, 28, 28);
    IdxFile.write(folder.resolve("labels"), labels.array(), count);
    List<String> printed = run(4, "1", "3", "60", "-1", folder.toString());
    assertNear(printed.get(0), train(MnistCnns.model1().seed(3), data()));
  }

  private static Dataset streamed(Path folder) {
    return Idx.stream(folder.resolve("images"), folder.resolve("labels"));
  }

  /** The others hear of it with the next batch. */
  @Test
  void oneThatStopsEndsAll() throws Exception {
    List<String> printed = run(2, "1", "3", "60", "1");
    assertThat(printed.get(0).lines()).hasSize(8 + 1);
    assertThat(printed.get(1)).isEqualTo(printed.get(0));
  }

  /** What a worker says that cannot go on. */
  private String failure(Process worker, int task) throws InterruptedException {
    assertThat(worker.waitFor(60, TimeUnit.SECONDS)).as(read("err" + task)).isTrue();
    assertThat(worker.exitValue()).isNotZero();
    return read("err" + task);
  }

  @Test
  void oneThatIsKilledIsNamed() throws Exception {
    List<String> addresses = addresses(2);
    Process first = start(addresses, 0, "1", "3", "10", "-1");
    Process second = start(addresses, 1, "1", "3", "10", "-1");
    while (!read("out1").contains("\n") && second.isAlive()) {
      pause();
    }
    second.destroyForcibly().waitFor();
    assertThat(failure(first, 0))
        .contains("WorkerLostException: worker 0", "worker 1 at " + addresses.get(1), "again");
  }

  @Test
  void oneThatNeverComesIsNamed() throws Exception {
    List<String> addresses = addresses(2);
    assertThat(failure(start(addresses, 0, "1", "3", "5", "-1"), 0))
        .contains("worker 1 at " + addresses.get(1) + " does not answer");
  }

  @Test
  void anotherSeedIsToldToAll() throws Exception {
    List<String> addresses = addresses(2);
    Process first = start(addresses, 0, "1", "3", "30", "-1");
    Process second = start(addresses, 1, "1", "4", "30", "-1");
    assertThat(failure(first, 0)).contains("worker 1 has another seed");
    assertThat(failure(second, 1)).contains("worker 1 has another seed");
  }

  @Test
  void aPortThatIsInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertThat(failure(start(List.of(address, "127.0.0.1:1"), 0, "1", "3", "5", "-1"), 0))
          .contains("worker 0 cannot listen at " + address);
    }
  }
}
