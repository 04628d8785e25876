package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.circle;
import static org.cornu.losses.Losses.cosineSimilarity;
import static org.cornu.losses.Losses.dice;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.metric;
import static org.cornu.losses.Losses.objective;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Losses.sum;
import static org.cornu.metrics.Metrics.auc;
import static org.cornu.metrics.Metrics.f1Score;
import static org.cornu.metrics.Metrics.meanIoU;
import static org.cornu.metrics.Metrics.r2Score;
import static org.cornu.metrics.Metrics.recall;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** What losses and metrics need of labels and outputs, and where they read them. */
class ModelObjectivesTest {

  private static final float[] X = {1, 2, -1, .5f, .25f, -2, 3, 1};
  private static final int[] TWO = {2};

  private static Sequential softmax() {
    return Sequential.of(input(2), dense(3).softmax()).seed(1);
  }

  @Test
  void aClassThatIsIgnoredNeedsNoOutput() {
    Dataset bordered = Dataset.of(X, TWO, new int[] {0, 9, 2, 9});
    Dataset inner = Dataset.of(new float[] {1, 2, .25f, -2}, TWO, new int[] {0, 2});
    try (Model some =
            softmax().compile(sgd(), sparseCategoricalCrossentropy().ignoreClass(9), meanIoU(3));
        Model all = softmax().compile(sgd(), sparseCategoricalCrossentropy(), meanIoU(3))) {
      Evaluation ours = some.evaluate(bordered);
      assertThat(ours.loss()).isCloseTo(all.evaluate(inner).loss(), within(1e-6));
      assertThat(ours.metrics()).isEqualTo(all.evaluate(inner).metrics());
      assertThatThrownBy(() -> all.evaluate(bordered))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("at most 3 classes", "got 10");
    }
  }

  @Test
  void vectorsMayBeOfMoreClassesThanTheyAreLong() {
    Dataset many = Dataset.of(X, TWO, new int[] {0, 7, 0, 7});
    try (Model model = Sequential.of(input(2), dense(3).tanh()).seed(1).compile(sgd(), circle())) {
      double before = model.evaluate(many).loss();
      model.fit(many, Fit.epochs(5));
      assertThat(model.evaluate(many).loss()).isLessThan(before);
    }
  }

  /**
   * A metric of the loss that is trained on is that loss, also where probabilities have run out.
   */
  @Test
  void aLossThatIsWatchedReadsLogitsToo() {
    try (Model model =
        Sequential.of(input(2), dense(1).sigmoid())
            .compile(sgd(), binaryCrossentropy(), metric(binaryCrossentropy()))) {
      model.setWeights(Map.of("dense/bias", Bits.array(100)));
      Evaluation far = model.evaluate(Dataset.of(new float[2], TWO, new int[] {0}));
      assertThat(far.loss()).isCloseTo(100, within(1e-4));
      assertThat(far.metrics()).containsEntry("binary_crossentropy", far.loss());
    }
  }

  @Test
  void aSumIsOfEachBatch() {
    Dataset data = Dataset.of(X, TWO, new float[][] {{1}, {0}, {2}, {-1}});
    Sequential net = Sequential.of(input(2), dense(1)).seed(1);
    try (Model mean = net.compile(sgd(.1), meanSquaredError());
        Model summed = net.compile(sgd(.025), sum(meanSquaredError()))) {
      assertThat(summed.evaluate(data).loss())
          .isCloseTo(4 * mean.evaluate(data).loss(), within(1e-5));
      mean.fit(data, Fit.epochs(3));
      summed.fit(data, Fit.epochs(3));
      assertThat(summed.evaluate(data).loss())
          .isCloseTo(4 * mean.evaluate(data).loss(), within(1e-5));
    }
  }

  /** Four batches of one sample, and one of four, by weights that hardly move. */
  @Test
  void aFigureIsThatOfAllSamplesHoweverTheyAreBatched() {
    Dataset data = Dataset.of(X, TWO, new int[] {0, 1, 1, 0});
    Sequential net = Sequential.of(input(2), dense(1).sigmoid()).seed(1);
    Metric[] metrics = {auc(), recall(), f1Score().threshold(.5)};
    try (Model single = net.compile(sgd(1e-20), binaryCrossentropy(), metrics);
        Model all = net.compile(sgd(1e-20), binaryCrossentropy(), metrics)) {
      Fit fit = Fit.epochs(1).noShuffle();
      History four = single.fit(data, fit.batchSize(1));
      History one = all.fit(data, fit.batchSize(4));
      assertThat(one.values("auc")[0]).isBetween(.1, .9);
      for (Metric metric : metrics) {
        assertThat(four.values(metric.name())).containsExactly(one.values(metric.name()));
      }
    }
  }

  @Test
  void weighedByIdsAsByRows() {
    Dataset data =
        Dataset.of(X, TWO, new int[] {0, 1, 2, 2}).withWeights(new float[] {1, .5f, 3, 0});
    Metric[] metrics = {meanIoU(3), metric(categoricalCrossentropy())};
    try (Model ids =
            softmax()
                .compile(
                    sgd(), objective(sparseCategoricalCrossentropy()).weightedMetrics(metrics));
        Model rows =
            softmax()
                .compile(sgd(), objective(categoricalCrossentropy()).weightedMetrics(metrics))) {
      assertThat(ids.evaluate(data).metrics()).isEqualTo(rows.evaluate(data).metrics());
    }
  }

  @Test
  void whatAnOutputCannotBeReadAsIsRefused() {
    refused(meanSquaredError(), f1Score(), "f1_score", "average over the 3 classes", "MACRO");
    refused(cosineSimilarity().axis(2), r2Score(), "cosine_similarity", "axis", "got axis 2");
    refused(dice().axes(1, 3), r2Score(), "dice", "axis", "got axis 3");
    refused(meanSquaredError(), recall().classId(3), "recall", "class id below the 3 outputs");
    refused(meanSquaredError(), recall().topK(4), "recall", "at most the 3 outputs", "got 4");
    refused(
        meanSquaredError(),
        auc().labelWeights(1, 2),
        "auc",
        "label weight for each of the 3 outputs",
        "got 2");
  }

  private static void refused(Loss loss, Metric metric, String... words) {
    assertThatThrownBy(() -> softmax().compile(sgd(), loss, metric).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void whatIsOneOfABatchIsNeitherSummedNorWatched() {
    for (Loss loss : new Loss[] {dice(), circle(), sum(meanSquaredError())}) {
      assertThatThrownBy(() -> sum(loss))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(
              "sum needs a loss of which each sample has its own", loss.name());
      assertThatThrownBy(() -> metric(loss))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("metric needs a loss", loss.name(), "one of a batch");
    }
    assertThat(metric(dice().axes(1)).name()).isEqualTo("dice");
  }
}
