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
 * Fifty training steps of the five CNNs on MNIST, through the public API, against Keras's numbers.
 * Model 5 is held to be as exact as Keras is: {@code goldens/training.py} says why.
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
    List<Double> losses = new ArrayList<>();
    try (Model model =
        CnnSteps.net(golden.at("model").intValue())
            .seed(1)
            .compile(Keras.optimizer(golden), categoricalCrossentropy())) {
      model.setWeights(CnnSteps.weights(model.weights()));
      int step = 0;
      for (int point = 0; point < golden.at("trace").size(); point++) {
        JsonNode keras = golden.at("trace").get(point);
        int next = keras.required("step").intValue();
        train(model, step, next, losses);
        step = next;
        if (!normalized) {
          CnnWeights.assertNear(model.weights(), keras, step == 0 ? 0 : step <= 10 ? 1e-6 : 1e-3);
        } else if (step == 0 || golden.text("optimizer").equals("SGD")) {
          CnnWeights.assertAsExact(model.weights(), keras, golden.at("trace_float64").get(point));
        }
      }
      float[] keras = Golden.floats(golden.at("losses"));
      assertThat(losses).hasSameSizeAs(keras).hasSize(50);
      if (normalized) {
        assertAsExact(losses, keras, Golden.floats(golden.at("losses_float64")));
      } else {
        assertNear(losses, keras);
        assertProbabilities(model, golden.array("probabilities"));
      }
    }
  }

  private static void assertNear(List<Double> losses, float[] keras) {
    for (int i = 0; i < keras.length; i++) {
      assertThat(losses.get(i))
          .as("loss of step %d", i + 1)
          .isCloseTo(keras[i], within((i < 10 ? 1e-6 : 1e-4) * keras[i]));
    }
  }

  /** As near to the run in float64 as Keras's own run in float32, but for a factor of 4. */
  private static void assertAsExact(List<Double> losses, float[] keras, float[] exact) {
    double held = 2e-6;
    for (int i = 0; i < keras.length; i++) {
      held = Math.max(held, 4 * Math.abs(keras[i] - exact[i]) / exact[i]);
      assertThat(losses.get(i))
          .as("loss of step %d", i + 1)
          .isCloseTo(exact[i], within(held * exact[i]));
    }
  }

  private static void train(Model model, int from, int to, List<Double> losses) {
    if (to > from) {
      Dataset batches = MNIST.train().range(128 * from, 128 * to);
      model.fit(
          batches, Fit.epochs(1).batchSize(128).noShuffle().callbacks(training -> each(losses)));
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

  private static void assertProbabilities(Model model, FloatNdArray expected) {
    float[] all = floats(expected);
    float[][] rows = model.predict(MNIST.test().take(20));
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < 10; i++) {
        assertThat(rows[row][i])
            .as("probability of %d for image %d", i, row)
            .isCloseTo(all[10 * row + i], within(1e-4f));
      }
    }
  }
}
