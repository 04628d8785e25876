package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.losses.Losses.categoricalCrossentropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.Model;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.train.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/**
 * Ten training steps of the five CNNs on MNIST, through the public API, against Keras's numbers.
 * Model 5 can be held closely in its first step alone, and with SGD alone: {@code
 * goldens/training.py} says why.
 */
class CnnGoldenTest {

  private static final Mnist MNIST = Mnist.load();

  static Stream<Golden> runs() {
    return Golden.all("cnn_steps");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void trainsAsKerasDoes(Golden golden) {
    boolean normalized = golden.at("model").intValue() == 5;
    boolean sgd = golden.text("optimizer").equals("SGD");
    List<Double> losses = new ArrayList<>();
    try (Model model =
        CnnSteps.net(golden.at("model").intValue())
            .seed(1)
            .compile(Keras.optimizer(golden), categoricalCrossentropy())) {
      model.setWeights(CnnSteps.weights(model.weights()));
      int step = 0;
      for (JsonNode point : golden.at("trace")) {
        int next = point.required("step").intValue();
        train(model, step, next, losses);
        step = next;
        if (!normalized || step == 0 || sgd && step == 1) {
          assertWeights(step, model.weights(), point);
        }
      }
      float[] expected = Golden.floats(golden.at("losses"));
      assertThat(losses).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        double held = !normalized || i == 0 ? 2e-6 : i == 1 ? 1e-4 : 2e-2;
        assertThat(losses.get(i))
            .as("loss of step %d", i + 1)
            .isCloseTo(expected[i], within(held * expected[i]));
      }
      if (!normalized) {
        assertProbabilities(model, golden.array("probabilities"));
      }
    }
  }

  private static void train(Model model, int from, int to, List<Double> losses) {
    if (to > from) {
      Dataset batches = MNIST.train().range(32 * from, 32 * to);
      model.fit(
          batches, Fit.epochs(1).batchSize(32).noShuffle().callbacks(training -> each(losses)));
    }
  }

  /** From the epoch's mean after each batch to the loss of the batch. */
  private static Callback.Run each(List<Double> losses) {
    return new Callback.Run() {
      private double sum;

      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        losses.add(batch * logs.get("loss") - sum);
        sum = batch * logs.get("loss");
      }
    };
  }

  private static void assertWeights(int step, Map<String, FloatNdArray> weights, JsonNode point) {
    float held = step == 0 ? 0 : 1e-6f;
    List<String> names = new ArrayList<>();
    for (JsonNode digest : point.required("weights")) {
      String name = digest.required("name").stringValue().replaceFirst("^sequential/", "");
      float[] values = floats(weights.get(name));
      float[] samples = Golden.floats(digest.required("samples"));
      double sum = 0;
      double squares = 0;
      double sumHeld = 1e-9 + held * values.length;
      for (float value : values) {
        sum += value;
        squares += (double) value * value;
      }
      for (int j = 0; j < samples.length; j++) {
        assertThat(values[j * values.length / samples.length])
            .as("sample %d of %s after step %d", j, name, step)
            .isCloseTo(samples[j], within(held));
      }
      assertThat(sum)
          .as("sum of %s after step %d", name, step)
          .isCloseTo(digest.required("sum").doubleValue(), within(sumHeld));
      assertThat(squares)
          .as("sum of squares of %s after step %d", name, step)
          .isCloseTo(digest.required("sum_of_squares").doubleValue(), within(sumHeld));
      names.add(name);
    }
    assertThat(weights.keySet()).containsExactlyElementsOf(names);
  }

  private static void assertProbabilities(Model model, FloatNdArray expected) {
    float[] all = floats(expected);
    float[][] rows = model.predict(MNIST.test().take(20));
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < 10; i++) {
        assertThat(rows[row][i])
            .as("probability of %d for image %d", i, row)
            .isCloseTo(all[10 * row + i], within(2e-6f));
      }
    }
  }
}
