package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** Training, evaluating, predicting. */
class ModelTest {

  private static final Sequential NET =
      Sequential.of(input(2), dense(8).relu(), dense(3).softmax()).seed(1);

  private static Model compile(Sequential net) {
    return net.compile(adam(0.02), categoricalCrossentropy(), accuracy());
  }

  @Test
  void fitLearns() {
    Dataset data = Blobs.classes(90);
    try (Model model = compile(NET)) {
      Evaluation before = model.evaluate(data);
      History history = model.fit(data, Fit.epochs(20));
      double[] losses = history.values("loss");
      assertThat(losses[19]).isLessThan(losses[0] / 5);
      assertThat(model.evaluate(data).loss()).isLessThan(before.loss() / 10);
      assertThat(model.evaluate(data).accuracy()).isEqualTo(1);
    }
  }

  @Test
  void historyHasKerasNamesInKerasOrder() {
    try (Model model = compile(NET)) {
      History history = model.fit(Blobs.classes(30), Fit.epochs(2).validationSplit(.2));
      assertThat(history.names()).containsExactly("loss", "accuracy", "val_loss", "val_accuracy");
      assertThat(history.seed()).isEqualTo(1);
      assertThat(history.epochs()).allSatisfy(e -> assertThat(e.seconds()).isPositive());
    }
  }

  @Test
  void epochsAreCountedFromOneOverAllFits() {
    try (Model model = compile(NET)) {
      assertThat(numbers(model.fit(Blobs.classes(30), Fit.epochs(2)))).containsExactly(1, 2);
      assertThat(numbers(model.fit(Blobs.classes(30), Fit.epochs(1)))).containsExactly(3);
      Fit upTo5 = Fit.epochs(5).initialEpoch(3);
      assertThat(numbers(model.fit(Blobs.classes(30), upTo5))).containsExactly(4, 5);
    }
  }

  private static List<Integer> numbers(History history) {
    return history.epochs().stream().map(Epoch::number).toList();
  }

  @Test
  void anEpochsLossIsTheMeanOverItsSamples() {
    Dataset data = Blobs.classes(10);
    int[] from = {0, 4, 8, 10};
    List<Double> batchLosses = new ArrayList<>();
    try (Model model = NET.compile(sgd(.5), categoricalCrossentropy())) {
      Callback beforeEach =
          training ->
              new Callback.Run() {
                @Override
                public void batchBegin(int batch) {
                  Dataset samples = data.range(from[batch - 1], from[batch]);
                  batchLosses.add(model.evaluate(samples).loss());
                }
              };
      History history =
          model.fit(data, Fit.epochs(1).batchSize(4).noShuffle().callbacks(beforeEach));
      double mean = (4 * batchLosses.get(0) + 4 * batchLosses.get(1) + 2 * batchLosses.get(2)) / 10;
      double unweighted = batchLosses.stream().mapToDouble(loss -> loss).average().orElseThrow();
      assertThat(history.last().logs().get("loss")).isCloseTo(mean, within(1e-6));
      assertThat(Math.abs(mean - unweighted)).isGreaterThan(1e-3);
    }
  }

  @Test
  void evaluateCountsTheLastPartialBatch() {
    Dataset data = Blobs.classes(600);
    try (Model model = compile(NET)) {
      double loss = 0;
      int right = 0;
      float[][] rows = model.predict(data);
      for (int i = 0; i < rows.length; i++) {
        loss -= Math.log(rows[i][i % 3]) / rows.length;
        right += Classes.of(rows)[i] == i % 3 ? 1 : 0;
      }
      Evaluation evaluation = model.evaluate(data);
      assertThat(evaluation.samples()).isEqualTo(600);
      assertThat(evaluation.loss()).isCloseTo(loss, within(1e-6));
      assertThat(evaluation.accuracy()).isEqualTo(right / 600.0);
    }
  }

  @Test
  void theLastFractionIsValidatedOnAndNotTrainedOn() {
    Dataset data = Blobs.classes(20);
    Dataset last = data.range(15, 20);
    try (Model split = compile(NET);
        Model apart = compile(NET)) {
      History one = split.fit(data, Fit.epochs(2).batchSize(4).validationSplit(.25));
      History other = apart.fit(data.range(0, 15), Fit.epochs(2).batchSize(4).validationData(last));
      assertThat(Bits.timeless(one)).isEqualTo(Bits.timeless(other));
      assertThat(one.last().logs().get("val_loss"))
          .isCloseTo(split.evaluate(last).loss(), within(1e-7));
    }
  }

  @Test
  void aFrozenLayerStaysAsItIs() {
    Sequential net =
        Sequential.of(
                input(2),
                dense(4).relu().named("still").frozen(),
                batchNormalization().named("norm").frozen(),
                dense(3).softmax())
            .seed(3);
    Dataset data = Blobs.classes(30);
    try (Model model = net.compile(sgd(.1), categoricalCrossentropy())) {
      model.setWeights(Map.of("norm/moving_mean", Bits.array(1, 2, 3, 4)));
      Map<String, float[]> before = Bits.weights(model);
      double untrained = model.evaluate(data).loss();
      History history = model.fit(data, Fit.epochs(1).batchSize(30));
      Map<String, float[]> after = Bits.weights(model);
      assertThat(after.get("dense/kernel")).isNotEqualTo(before.get("dense/kernel"));
      List.of("dense/kernel", "dense/bias").forEach(path -> after.put(path, before.get(path)));
      assertThat(after).usingRecursiveComparison().isEqualTo(before);
      assertThat(history.last().logs().get("loss"))
          .as("a frozen BatchNormalization trains in its inference form")
          .isCloseTo(untrained, within(1e-6));
    }
  }

  @Test
  void oneSampleIsAnsweredAsInADataset() {
    float[] points = Blobs.points(3);
    try (Model model = compile(NET)) {
      float[][] rows = model.predict(Dataset.of(points, new int[] {2}));
      assertThat(model.predict(new float[] {points[2], points[3]})).containsExactly(rows[1]);
    }
  }

  @Test
  void classesAreThoseOfTheLargestOutputs() {
    Dataset data = Blobs.classes(90);
    try (Model model = compile(NET)) {
      model.fit(data, Fit.epochs(20));
      assertThat(model.predictClasses(data)).isEqualTo(data.classIndices());
      Predictions predictions = model.predictions(data);
      assertThat(predictions.truth()).isEqualTo(data.classIndices());
      assertThat(predictions.predicted()).isEqualTo(data.classIndices());
      assertThat(predictions.confidence()[4]).isEqualTo(model.predict(data)[4][1]);
    }
  }

  @Test
  void severalThreadsMayAsk() throws Exception {
    Dataset data = Blobs.classes(600);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Model model = compile(NET)) {
      float[][] rows = model.predict(data);
      double loss = model.evaluate(data).loss();
      List<Future<float[][]>> predictions = new ArrayList<>();
      List<Future<Double>> losses = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        predictions.add(threads.submit(() -> model.predict(data)));
        losses.add(threads.submit(() -> model.evaluate(data).loss()));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(predictions.get(i).get()).isDeepEqualTo(rows);
        assertThat(losses.get(i).get()).isEqualTo(loss);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedModelSaysSo() {
    Model model = compile(NET.named("spent"));
    model.close();
    assertThatCode(model::close).doesNotThrowAnyException();
    Dataset data = Blobs.classes(3);
    List<ThrowingCallable> uses =
        List.of(
            () -> model.fit(data, Fit.epochs(1)),
            () -> model.evaluate(data),
            () -> model.predict(data),
            model::weights,
            model::learningRate);
    assertThat(IntStream.range(0, uses.size()))
        .allSatisfy(
            i ->
                assertThatIllegalStateException()
                    .isThrownBy(uses.get(i))
                    .withMessage(
                        "model \"spent\" is closed: use it inside its try-with-resources"));
  }
}
