package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.Map;
import org.cornu.activations.KerasActivation;
import org.cornu.data.Dataset;
import org.cornu.history.History;
import org.cornu.losses.Loss;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How losses and outputs go together. */
class ModelLossTest {

  private static final Dataset DATA = Blobs.classes(60);

  private static History fit(Sequential net, Loss loss) {
    try (Model model = net.seed(4).compile(sgd(.2), loss, accuracy())) {
      return model.fit(DATA, Fit.epochs(5));
    }
  }

  @Test
  void aLossOfLogitsEqualsOneOfProbabilities() {
    Sequential own = Sequential.of(input(2), dense(3).softmax());
    Sequential apart = Sequential.of(input(2), dense(3), softmax());
    Sequential asLayer = Sequential.of(input(2), dense(3), activation(KerasActivation.SOFTMAX));
    double[] logits = fit(own, categoricalCrossentropy()).values("loss");
    assertThat(fit(apart, categoricalCrossentropy()).values("loss")).containsExactly(logits);
    assertThat(fit(asLayer, categoricalCrossentropy()).values("loss")).containsExactly(logits);
    assertThat(fit(own, new SilentLoss()).values("loss")).containsExactly(logits, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLossOfLogitsIsExactWhereProbabilitiesEnd(boolean ownLayer) {
    Sequential net =
        ownLayer
            ? Sequential.of(input(2), dense(3), softmax())
            : Sequential.of(input(2), dense(3).softmax());
    try (Model model = net.compile(sgd(), categoricalCrossentropy());
        Model clipped = net.compile(sgd(), new SilentLoss())) {
      Dataset first = Dataset.of(new float[2], new int[] {2}, new int[] {0});
      model.setWeights(Map.of("dense/bias", Bits.array(0, 100, 0)));
      clipped.setWeights(model.weights());
      assertThat(model.evaluate(first).loss()).isCloseTo(100, within(1e-4));
      assertThat(clipped.evaluate(first).loss()).isCloseTo(-Math.log(1e-7), within(1e-4));
    }
  }

  @Test
  void oneSigmoidAnswersYesOrNo() {
    float[] points = Blobs.points(60);
    int[] right = new int[60];
    for (int i = 0; i < 60; i++) {
      right[i] = points[2 * i] > 0 ? 1 : 0;
    }
    Dataset data = Dataset.of(points, new int[] {2}, right);
    Sequential net = Sequential.of(input(2), dense(1).sigmoid()).seed(2);
    try (Model model = net.compile(adam(.1), binaryCrossentropy(), accuracy())) {
      double[] losses = model.fit(data, Fit.epochs(30)).values("loss");
      assertThat(losses[29]).isLessThan(losses[0] / 5);
      assertThat(model.evaluate(data).accuracy()).isEqualTo(1);
      assertThat(model.predictClasses(data)).isEqualTo(right);
    }
  }

  @Test
  void regressionFindsTheLine() {
    float[] points = Blobs.points(60);
    float[][] targets = new float[60][];
    for (int i = 0; i < 60; i++) {
      float x = points[2 * i];
      float y = points[2 * i + 1];
      targets[i] = new float[] {2 * x - y + 1, -3 * y};
    }
    Dataset data = Dataset.of(points, new int[] {2}, targets);
    Sequential net = Sequential.of(input(2), dense(2)).seed(2);
    try (Model model = net.compile(sgd(.1), meanSquaredError())) {
      model.fit(data, Fit.epochs(60));
      assertThat(model.evaluate(data).loss()).isLessThan(1e-8);
      Map<String, float[]> weights = Bits.weights(model);
      assertThat(weights.get("dense/kernel"))
          .containsExactly(new float[] {2, 0, -1, -3}, within(1e-3f));
      assertThat(weights.get("dense/bias")).containsExactly(new float[] {1, 0}, within(1e-3f));
    }
  }
}
