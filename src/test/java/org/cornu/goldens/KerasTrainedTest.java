package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.data.Mnist;
import org.cornu.history.Evaluation;
import org.junit.jupiter.api.Test;

/** A net that Keras trained, on all test images. See src/test/python/generate_trained_model.py. */
class KerasTrainedTest {

  private static final Golden KERAS = Golden.all("trained").findFirst().orElseThrow();
  private static final Mnist MNIST = Mnist.load();

  @Test
  void eachImageIsOfTheSameClass() throws Exception {
    try (Predictor predictor = Predictor.load(file());
        Model model = Model.load(file())) {
      String keras = KERAS.text("classes");
      assertThat(digits(predictor.predictClasses(MNIST.test()))).hasSize(10_000).isEqualTo(keras);
      assertThat(digits(model.predictClasses(MNIST.test()))).isEqualTo(keras);
    }
  }

  @Test
  void probabilitiesAreTheSame() throws Exception {
    float[] keras = floats(KERAS.array("probabilities"));
    try (Predictor predictor = Predictor.load(file())) {
      float[][] rows = predictor.predict(MNIST.test().take(keras.length / 10));
      for (int i = 0; i < keras.length; i++) {
        assertThat(rows[i / 10][i % 10])
            .as("image %d, class %d", i / 10, i % 10)
            .isCloseTo(keras[i], within(1e-5f));
      }
    }
  }

  @Test
  void lossAndAccuracyAreTheSame() throws Exception {
    try (Model model = Model.load(file())) {
      Evaluation evaluation = model.evaluate(MNIST.test());
      assertThat(evaluation.loss()).isCloseTo(KERAS.number("loss"), within(1e-5));
      assertThat(evaluation.accuracy()).isCloseTo(KERAS.number("accuracy"), within(1e-6));
    }
  }

  private static Path file() throws Exception {
    return Path.of(KerasTrainedTest.class.getResource("trained.keras").toURI());
  }

  private static String digits(int[] classes) {
    return Arrays.stream(classes).mapToObj(Integer::toString).collect(Collectors.joining());
  }
}
