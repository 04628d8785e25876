package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.loss;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.objective;
import static org.cornu.metrics.Metrics.metric;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss and a metric may be a lambda. */
class FunctionsTest {

  private static final Sequential NET = Sequential.of(input(2), dense(2)).seed(3);
  private static final Dataset DATA =
      Dataset.of(
          new float[] {1, 2, 3, 4, 5, 7}, new int[] {2}, new float[][] {{1, 0}, {2, 1}, {0, 4}});
  private static final Loss SQUARES =
      loss("squares", (tf, target, output) -> tf.math.squaredDifference(target, output));
  private static final Metric DISTANCE =
      metric("distance", (tf, target, output) -> tf.math.abs(tf.math.sub(target, output)));

  @TempDir private Path dir;

  @Test
  void aLambdaTrainsAsTheLossThatItComputes() {
    try (Model own = NET.compile(sgd(.01), SQUARES);
        Model keras = NET.compile(sgd(.01), meanSquaredError())) {
      double expected = keras.fit(DATA, Fit.epochs(3).noShuffle()).last().logs().get("loss");
      assertThat(own.fit(DATA, Fit.epochs(3).noShuffle()).last().logs().get("loss"))
          .isCloseTo(expected, within(1e-5 * expected));
    }
  }

  @Test
  void aMetricIsTheMeanOfItsValuesByWeightsIfItIsTold() {
    float[] weights = {0, 0, 2};
    try (Model model =
        NET.compile(sgd(), objective(SQUARES).metrics(DISTANCE).weightedMetrics(DISTANCE))) {
      Evaluation figures = model.evaluate(DATA.withWeights(weights));
      float[][] rows = model.predict(DATA);
      double[] each = {
        Math.abs(1 - rows[0][0]) + Math.abs(rows[0][1]),
        Math.abs(2 - rows[1][0]) + Math.abs(1 - rows[1][1]),
        Math.abs(rows[2][0]) + Math.abs(4 - rows[2][1])
      };
      assertThat(figures.metrics().get("distance"))
          .isCloseTo((each[0] + each[1] + each[2]) / 6, within(1e-5));
      assertThat(figures.metrics().get("weighted_distance")).isCloseTo(each[2] / 2, within(1e-5));
    }
  }

  @Test
  void itCannotBeWrittenAndSaysWhatCan() throws IOException {
    try (Model model = NET.compile(sgd(), SQUARES)) {
      assertThatThrownBy(() -> model.save(dir.resolve("own.keras")))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("FunctionLoss", "saveWeights and export need none");
      model.saveWeights(dir.resolve("own.weights.h5"));
      assertThat(dir.resolve("own.weights.h5")).isNotEmptyFile();
    }
  }
}
