package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** Metrics as a model runs them. */
class ModelMetricTest {

  @Test
  void oneMetricTwiceUnderTwoNames() {
    try (Model model =
        Sequential.of(input(2), dense(3).softmax())
            .compile(
                sgd(),
                categoricalCrossentropy(),
                topKCategoricalAccuracy(2),
                topKCategoricalAccuracy(3).named("top_3"))) {
      Map<String, Double> logs = model.fit(Blobs.classes(30), Fit.epochs(1)).last().logs();

      assertThat(logs).containsKeys("loss", "top_k_categorical_accuracy", "top_3");
      assertThat(logs.get("top_3")).isEqualTo(1);
    }
  }

  @Test
  void eachStepOfASequenceCounts() {
    // The bias alone speaks: class 0 first, class 1 second, class 2 last.
    float[][] truth = {{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0}};
    Dataset steps = Dataset.of(new float[8], new int[] {4, 2}, truth);
    try (Model model =
        Sequential.of(input(4, 2), dense(3).softmax())
            .compile(sgd(), categoricalCrossentropy(), accuracy(), topKCategoricalAccuracy(2))) {
      model.setWeights(Map.of("dense/bias", Bits.array(2, 1, 0)));

      Map<String, Double> metrics = model.evaluate(steps).metrics();

      assertThat(metrics.get("accuracy")).isEqualTo(.5);
      assertThat(metrics.get("top_k_categorical_accuracy")).isEqualTo(.75);
    }
  }
}
