package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.losses.Loss;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** The same seed gives the same numbers, to the bit, on whatever way they are reached. */
class ModelReproducibilityTest {

  private static final Sequential NET =
      Sequential.of(
              input(2),
              dense(8).relu(),
              dropout(.5),
              dense(8),
              batchNormalization(),
              dense(3).softmax())
          .seed(5);
  private static final Dataset DATA = Blobs.classes(50);
  private static final List<Integer> IN_ORDER = IntStream.range(0, 12).boxed().toList();

  /** What a run comes to. */
  private record Outcome(History last, Map<String, float[]> weights) {}

  private static Outcome run(Sequential net, Loss loss, Consumer<Model> before, Dataset data) {
    try (Model model = net.compile(adam(), loss, accuracy())) {
      before.accept(model);
      History history = model.fit(data, epochs(5).initialEpoch(3));
      return new Outcome(Bits.timeless(history), Bits.weights(model));
    }
  }

  private static Fit epochs(int count) {
    return Fit.epochs(count).batchSize(16).validationSplit(.2);
  }

  private static void assertSame(Outcome one, Outcome other) {
    assertThat(one.last()).isEqualTo(other.last());
    assertThat(one.weights()).usingRecursiveComparison().isEqualTo(other.weights());
  }

  /** Another kernel of TensorFlow's rounds the last bit otherwise. */
  private static void assertNear(Outcome one, Outcome other) {
    one.last()
        .epochs()
        .forEach(
            epoch -> {
              Epoch same = other.last().epochs().get(one.last().epochs().indexOf(epoch));
              assertThat(epoch.logs().get("loss")).isCloseTo(same.logs().get("loss"), within(1e-5));
            });
    assertThat(one.last().epochs()).hasSameSizeAs(other.last().epochs());
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    Consumer<Model> begin = model -> model.fit(DATA, epochs(3));
    Outcome first = run(NET, categoricalCrossentropy(), begin, DATA);
    assertSame(run(NET, categoricalCrossentropy(), begin, DATA), first);
    Outcome other = run(NET.seed(6), categoricalCrossentropy(), begin, DATA);
    assertThat(other.weights().get("dense/kernel"))
        .isNotEqualTo(first.weights().get("dense/kernel"));
  }

  @Test
  void aRunInTwoPartsEqualsOneInOne() {
    try (Model whole = NET.compile(adam(), categoricalCrossentropy(), accuracy());
        Model parts = NET.compile(adam(), categoricalCrossentropy(), accuracy())) {
      List<Epoch> unbroken = Bits.timeless(whole.fit(DATA, epochs(5))).epochs();
      List<Epoch> joined = new ArrayList<>(Bits.timeless(parts.fit(DATA, epochs(3))).epochs());
      joined.addAll(Bits.timeless(parts.fit(DATA, epochs(2))).epochs());
      assertThat(joined).isEqualTo(unbroken);
      assertSame(
          run(NET, categoricalCrossentropy(), model -> model.fit(DATA, epochs(3)), DATA),
          new Outcome(new History(5, unbroken.subList(3, 5)), Bits.weights(whole)));
      assertThat(Bits.weights(parts)).usingRecursiveComparison().isEqualTo(Bits.weights(whole));
    }
  }

  @Test
  void classIndicesTrainAsOneHotVectorsDo() {
    Consumer<Model> nothing = model -> {};
    Outcome indices = run(NET, categoricalCrossentropy(), nothing, DATA);
    assertSame(run(NET, categoricalCrossentropy(), nothing, Blobs.vectors(50)), indices);
    assertNear(run(NET, sparseCategoricalCrossentropy(), nothing, DATA), indices);
  }

  @Test
  void bytesTrainAsTheFloatsTheyStandFor() {
    byte[] bytes = new byte[40 * 16];
    new Random(3).nextBytes(bytes);
    float[] floats = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      floats[i] = (bytes[i] & 0xff) * (1f / 255f);
    }
    int[] shape = {4, 4, 1};
    int[] labels = IntStream.range(0, 40).map(i -> i % 3).toArray();
    Sequential net =
        Sequential.of(input(4, 4, 1), conv2d(4, 3).relu(), flatten(), dense(3).softmax()).seed(8);
    Consumer<Model> nothing = model -> {};
    assertSame(
        run(net, categoricalCrossentropy(), nothing, Dataset.of(bytes, shape, labels)),
        run(net, categoricalCrossentropy(), nothing, Dataset.of(floats, shape, labels)));
  }

  @Test
  void theOrderOfTheSamplesDependsOnSeedAndEpochAlone() {
    Sequential one = Sequential.of(input(2), dense(3).softmax()).seed(21);
    Sequential other = Sequential.of(input(2), dense(5).tanh(), dense(3).softmax()).seed(21);
    List<List<Integer>> orders = orders(one, Fit.epochs(2));
    assertThat(orders.get(0)).containsExactlyInAnyOrderElementsOf(IN_ORDER);
    assertThat(orders.get(1)).containsExactlyInAnyOrderElementsOf(IN_ORDER);
    assertThat(orders).doesNotContain(IN_ORDER).doesNotHaveDuplicates();
    assertThat(orders(other, Fit.epochs(2))).isEqualTo(orders);
    assertThat(orders(one.seed(22), Fit.epochs(2))).doesNotContainAnyElementsOf(orders);
    assertThat(orders(one, Fit.epochs(2).noShuffle())).containsExactly(IN_ORDER, IN_ORDER);
  }

  @Test
  void aWindowMixesNeighboursAnewInEachEpoch() {
    Sequential net = Sequential.of(input(2), dense(3).softmax()).seed(21);
    List<List<Integer>> orders = orders(net, Fit.epochs(2).shuffleWindow(4));
    for (List<Integer> order : orders) {
      assertThat(order).containsExactlyInAnyOrderElementsOf(IN_ORDER);
      IN_ORDER.forEach(k -> assertThat(order.get(k)).isLessThan(k + 4));
    }
    assertThat(orders).doesNotContain(IN_ORDER).doesNotHaveDuplicates();
    assertThat(orders(net, Fit.epochs(2).noShuffle().shuffleWindow(4))).isEqualTo(orders);
    assertThat(orders(net, Fit.epochs(1).shuffleWindow(1))).containsExactly(IN_ORDER);
    assertThat(orders(net.seed(22), Fit.epochs(2).shuffleWindow(4)))
        .doesNotContainAnyElementsOf(orders);
  }

  /** The order of the samples in each epoch: each has a loss of its own, and no step moves it. */
  private static List<List<Integer>> orders(Sequential net, Fit fit) {
    Dataset data = Blobs.classes(IN_ORDER.size());
    List<List<Integer>> orders = new ArrayList<>();
    try (Model model = net.compile(sgd(1e-30), categoricalCrossentropy())) {
      double[] losses =
          IN_ORDER.stream().mapToDouble(i -> model.evaluate(data.range(i, i + 1)).loss()).toArray();
      Callback recorder =
          training ->
              new Callback.Run() {
                private double sum;

                @Override
                public void epochBegin(int epoch) {
                  orders.add(new ArrayList<>());
                  sum = 0;
                }

                @Override
                public void batchEnd(int batch, Map<String, Double> logs) {
                  double before = sum;
                  sum = logs.get("loss") * batch;
                  orders.get(orders.size() - 1).add(indexOf(losses, sum - before));
                }
              };
      model.fit(data, fit.batchSize(1).callbacks(recorder));
    }
    return orders;
  }

  private static int indexOf(double[] losses, double loss) {
    int nearest =
        IntStream.range(0, losses.length)
            .reduce((a, b) -> apart(losses[a], loss) <= apart(losses[b], loss) ? a : b)
            .orElseThrow();
    assertThat(loss).isCloseTo(losses[nearest], within(1e-6));
    return nearest;
  }

  private static double apart(double a, double b) {
    return Math.abs(a - b);
  }
}
