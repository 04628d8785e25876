package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.distribute.Strategies.mirrored;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.distribute.Strategy;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.layers.BatchNormalization;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.NodeExecStats;

/** Replicas on several devices, which the processor stands for. */
@Tag("slow")
class MirroredTest {

  /** 25 batches in an epoch, the last of one sample. */
  private static final int SAMPLES = 24 * 30 + 1;

  private static final Dataset DATA = Mnist.load().train().take(SAMPLES);
  private static final Dataset TEST = Mnist.load().test().take(100);

  /** What a run comes to. */
  private record Outcome(
      List<Double> losses, Map<String, Double> last, Map<String, float[]> weights, double held) {}

  private static Strategy cpus(int replicas) {
    return mirrored(IntStream.range(0, replicas).mapToObj(i -> "CPU:" + i).toArray(String[]::new));
  }

  private static Outcome run(Compilable net) {
    List<Double> losses = new ArrayList<>();
    try (Model model = net.compile(sgd().clipNorm(1), categoricalCrossentropy(), accuracy())) {
      var history =
          model.fit(
              DATA, Fit.epochs(2).batchSize(30).validationData(TEST).callbacks(telling(losses)));
      return new Outcome(
          losses, history.last().logs(), Bits.weights(model), model.evaluate(TEST).loss());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "3, 2", "4, 3"})
  void theyTrainAsOneDevice(int number, int replicas) {
    Sequential net = MnistCnns.all().get(number - 1).seed(3);
    Outcome alone = run(net);
    Outcome several = run(net.distribute(cpus(replicas)));
    assertThat(several.losses).hasSize(50);
    for (int i = 0; i < 50; i++) {
      assertThat(several.losses.get(i))
          .as("step %d", i)
          .isCloseTo(alone.losses.get(i), within(1e-5));
    }
    alone.last.forEach(
        (name, value) ->
            assertThat(several.last.get(name)).as(name).isCloseTo(value, within(1e-3)));
    assertThat(several.held).isCloseTo(alone.held, within(1e-3));
  }

  /** Each replica by itself would find other means. */
  @Test
  void normalizationsAcrossReplicasAreThoseOfTheWholeBatch() {
    Outcome alone = run(normalized(true));
    Outcome several = run(normalized(true).distribute(cpus(3)));
    Outcome kernel = run(normalized(false));
    for (int i = 0; i < 50; i++) {
      assertThat(several.losses.get(i))
          .as("step %d", i)
          .isCloseTo(alone.losses.get(i), within(1e-5))
          .isCloseTo(kernel.losses.get(i), within(1e-5));
    }
    assertThat(several.held).isCloseTo(alone.held, within(1e-3));
    Outcome apart = run(normalized(false).distribute(cpus(3)));
    assertThat(apart.losses.get(10)).isNotCloseTo(alone.losses.get(10), within(1e-3));
  }

  /** Sums that are a digit less exact flip relus, and part the losses by 3e-4 in five steps. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void normalizationsOfADeepNetAreExactEnough(int replicas) {
    List<Double> alone = losses(deep());
    List<Double> several = losses(deep().distribute(cpus(replicas)));
    assertThat(several).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(several.get(i)).as("step %d", i).isCloseTo(alone.get(i), within(1e-4));
    }
  }

  private static List<Double> losses(Compilable net) {
    List<Double> losses = new ArrayList<>();
    try (Model model = net.compile(adam(), categoricalCrossentropy())) {
      model.fit(DATA.take(600), Fit.epochs(1).batchSize(30).callbacks(telling(losses)));
    }
    return losses;
  }

  private static Callback telling(List<Double> losses) {
    return lambdaCallback().onBatchEnd((batch, logs) -> losses.add(logs.get("loss")));
  }

  /** Model 5. */
  private static Sequential deep() {
    BatchNormalization across = batchNormalization().acrossReplicas();
    return Sequential.of(
            input(28, 28, 1),
            conv2d(32, 3),
            across,
            relu(),
            conv2d(32, 3),
            across,
            relu(),
            maxPooling2d(2),
            flatten(),
            dense(128),
            across,
            relu(),
            dense(10),
            across,
            softmax())
        .seed(3);
  }

  /** See src/test/python/generate_mirrored.py. */
  @Test
  void normalizationsOfEachShareAreKerass() {
    Golden keras = Golden.all("mirrored").findFirst().orElseThrow();
    Dataset data =
        Dataset.of(
            Tensors.floats(keras.array("input")),
            new int[] {8, 8, 1},
            StdArrays.array2dCopyOf(keras.array("targets")));
    Sequential net =
        Sequential.of(
            input(8, 8, 1),
            conv2d(4, 3).named("conv"),
            batchNormalization().momentum(0.9).named("bn"),
            relu(),
            flatten(),
            dense(3).softmax().named("out"));
    List<Double> losses = new ArrayList<>();
    try (Model model =
        net.distribute(cpus(2)).compile(sgd(0.05).momentum(0.9), categoricalCrossentropy())) {
      model.setWeights(keras.named("", "start"));
      model.fit(
          data,
          Fit.epochs((int) keras.number("epochs"))
              .batchSize((int) keras.number("batch_size"))
              .noShuffle()
              .callbacks(telling(losses)));
      for (int i = 0; i < losses.size(); i++) {
        assertThat(losses.get(i)).isCloseTo(keras.at("losses").get(i).doubleValue(), within(1e-5));
      }
      Map<String, FloatNdArray> end = model.weights();
      keras
          .named("", "end")
          .forEach(
              (path, value) ->
                  Tensors.assertNear(
                      path, Tensors.floats(end.get(path)), Tensors.floats(value), 1e-5));
    }
  }

  private static Sequential normalized(boolean acrossReplicas) {
    BatchNormalization usual = batchNormalization();
    return Sequential.of(
            input(28, 28, 1),
            conv2d(8, 3).strides(2).noBias(),
            acrossReplicas ? usual.acrossReplicas() : usual,
            relu(),
            flatten(),
            dense(16),
            acrossReplicas ? usual.acrossReplicas() : usual,
            relu(),
            dense(10).softmax())
        .seed(3);
  }

  @Test
  void eachReplicaRunsOnItsDevice() {
    Set<String> devices = new TreeSet<>();
    Callback tracing =
        training -> {
          training.traceNext(
              stats ->
                  stats.getDevStatsList().stream()
                      .filter(device -> convolves(device.getNodeStatsList()))
                      .forEach(device -> devices.add(device.getDevice())));
          return new Callback.Run() {};
        };
    try (Model model =
        MnistCnns.all().get(0).distribute(cpus(2)).compile(sgd(), categoricalCrossentropy())) {
      model.fit(DATA.take(30), Fit.epochs(1).callbacks(tracing));
    }
    assertThat(devices).hasSize(2).allMatch(device -> device.matches(".*CPU:[01]"));
  }

  private static boolean convolves(List<NodeExecStats> ops) {
    return ops.stream().anyMatch(op -> op.getNodeName().endsWith("/Conv2d"));
  }

  @Test
  void twoRunsAreEqualToTheBit() {
    Compilable net = MnistCnns.all().get(3).seed(3).distribute(cpus(2));
    Outcome one = run(net);
    Outcome other = run(net);
    assertThat(other.losses).isEqualTo(one.losses);
    one.weights.forEach((path, values) -> assertThat(other.weights.get(path)).isEqualTo(values));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TPU:0", "CPU", "CPU:0,CPU:0", "CPU:0,GPU:0"})
  void devicesMustBeDifferentAndOfOneType(String devices) {
    String[] names = devices.isEmpty() ? new String[0] : devices.split(",");
    assertThatThrownBy(() -> mirrored(names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mirrored needs different devices of one type");
  }
}
