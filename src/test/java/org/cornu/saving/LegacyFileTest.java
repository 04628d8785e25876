package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.permute;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.Sequential;
import org.cornu.activations.KerasActivation;
import org.cornu.data.Dataset;
import org.cornu.goldens.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/**
 * Files that {@code src/test/python/generate_legacy.py} made by real Kerases: each gives Keras's
 * predictions, and goes on training as Keras does.
 */
class LegacyFileTest {

  private static final float[] X = x();
  private static final int[] SHAPE = {6, 6, 1};

  @TempDir private Path folder;

  private static float[] x() {
    float[] x = new float[8 * 6 * 6];
    for (int i = 0; i < x.length; i++) {
      x[i] = (7 * i % 13 - 6) / 8f;
    }
    return x;
  }

  private static Dataset samples() {
    return Dataset.of(X, SHAPE);
  }

  private static Dataset labelled() {
    return Dataset.of(X, SHAPE, new int[] {0, 1, 2, 0, 1, 2, 0, 1});
  }

  private LegacyGolden golden(String name) throws IOException {
    return LegacyGolden.of(name, folder);
  }

  private Path file(String name) throws IOException {
    return golden(name).file();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-1.2.2-sequential",
        "keras-1.2.2-functional",
        "keras-1.2.2-nested",
        "keras-2.2.4-sequential",
        "keras-2.2.4-functional",
        "keras-2.2.4-nested",
        "keras-2.2.4-relu_softmax",
        "keras-2.15.0-sequential",
        "keras-2.15.0-functional",
        "keras-2.15.0-nested",
        "keras-2.15.0-nested_sgd",
        "keras-2.15.0-old_adam",
        "keras-2.15.0-old_sgd",
        "keras-2.15.0-relu_softmax",
        "keras-2.15.0-spatial",
        "keras-2.15.0-spatial_archive",
        "keras-2.15.0-archive",
        "keras-2.15.0-adam_archive",
        "keras-2.15.0-attention_archive",
        "keras-2.15.0-operations",
        "keras-2.15.0-operations_archive",
        "keras-3.15.1-sequential",
        "keras-3.15.1-functional",
        "keras-3.15.1-nested",
        "keras-3.15.1-nested_sgd",
        "keras-3.15.1-relu_softmax"
      })
  void predictsAsKerasDoes(String name) throws IOException {
    LegacyGolden golden = golden(name);
    try (Predictor predictor = Predictor.load(golden.file())) {
      golden.assertPredictions(predictor.predict(samples()));
    }
  }

  /** Python writes them in UTF-8 and calls that ASCII. */
  @Test
  void namesOfAnyLettersAreFound() throws IOException {
    LegacyGolden golden = golden("keras-3.15.1-unicode");
    KerasModel model = ModelFile.read(golden.file(), KerasClasses.BUILT_IN);
    assertThat(model.net().layers())
        .extracting(node -> node.name())
        .containsExactly("flach wie ein \u2206", "gr\u00f6\u00dfe");
    FloatNdArray kernel = model.weights().get("gr\u00f6\u00dfe/kernel");
    FloatNdArray bias = model.weights().get("gr\u00f6\u00dfe/bias");
    double[] powers = new double[3];
    for (int c = 0; c < 3; c++) {
      double sum = bias.getFloat(c);
      for (int i = 0; i < 36; i++) {
        sum += X[i] * kernel.getFloat(i, c);
      }
      powers[c] = Math.exp(sum);
    }
    float[] expected = Golden.floats(golden.keras().required("predictions"));
    for (int c = 0; c < 3; c++) {
      assertThat(powers[c] / (powers[0] + powers[1] + powers[2]))
          .isCloseTo(expected[c], within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-1.2.2-sequential",
        "keras-1.2.2-functional",
        "keras-2.2.4-sequential",
        "keras-2.2.4-functional",
        "keras-2.15.0-sequential",
        "keras-2.15.0-functional",
        "keras-2.15.0-nested_sgd",
        "keras-2.15.0-old_adam",
        "keras-2.15.0-old_sgd",
        "keras-2.15.0-spatial",
        "keras-2.15.0-spatial_archive",
        "keras-2.15.0-archive",
        "keras-2.15.0-adam_archive",
        "keras-2.15.0-attention_archive",
        "keras-2.15.0-operations",
        "keras-2.15.0-operations_archive",
        "keras-3.15.1-sequential",
        "keras-3.15.1-functional",
        "keras-3.15.1-nested_sgd"
      })
  void goesOnTrainingAsKerasDoes(String name) throws IOException {
    golden(name).assertGoesOn(labelled());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras-2.2.4-weights", "keras-2.15.0-weights", "keras-1.2.2-sequential"})
  void givesItsWeightsToANetOfOtherNames(String name) throws IOException {
    Sequential net =
        Sequential.of(
            input(6, 6, 1),
            conv2d(2, 3).noBias().named("first"),
            batchNormalization().momentum(.9),
            activation(KerasActivation.RELU),
            maxPooling2d(2),
            flatten(),
            dropout(.5),
            dense(4).activation(KerasActivation.TANH),
            dense(3).activation(KerasActivation.SOFTMAX));
    LegacyGolden golden = golden(name);
    try (Model model = net.compile(sgd(), categoricalCrossentropy())) {
      model.loadWeights(golden.file());
      golden.assertPredictions(model.predict(samples()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"keras-1.2.2-functional", "keras-2.15.0-nested_sgd", "keras-3.15.1-relu_softmax"})
  void isWrittenInTodaysFormat(String name) throws IOException {
    KerasModel old = ModelFile.read(file(name), KerasClasses.BUILT_IN);
    Path today = folder.resolve("model.keras");
    KerasArchive.write(old, KerasClasses.BUILT_IN, today);
    KerasModel read = ModelFile.read(today, KerasClasses.BUILT_IN);
    assertThat(read.net().layers()).isEqualTo(old.net().layers());
    assertThat(read.weights()).isEqualTo(old.weights());
    assertThat(read.compiled()).isEqualTo(old.compiled());
  }

  @Test
  void whatWasNotCompiledSaysSo() throws IOException {
    Path file = file("keras-2.2.4-nested");
    assertThatIOException()
        .isThrownBy(() -> Model.load(file))
        .withMessageContaining("the model was not compiled")
        .withMessageContaining("Predictor.load opens it");
    assertThat(Sequential.load(file).toString()).contains("sequential_2", "dense_4");
  }

  @Test
  void weightsAloneAreNoModel() throws IOException {
    Path file = file("keras-2.2.4-weights");
    assertThatIOException()
        .isThrownBy(() -> Predictor.load(file))
        .withMessageContaining("holds weights without an architecture");
  }

  @Test
  void refusesChannelsFirstOfKeras1() {
    assertThatIOException()
        .isThrownBy(() -> Predictor.load(file("keras-1.2.2-channels_first")))
        .withMessageContaining("needs channels last")
        .withMessageContaining("move the weights over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras-2.2.4", "keras-2.15.0", "keras-3.15.1"})
  void channelsFirstAreThoseOfANetThatTurnsThem(String keras) throws IOException {
    Path file = file(keras + "-channels_first");
    Sequential turned =
        Sequential.of(input(6, 6, 1), conv2d(2, 3), permute(3, 1, 2), flatten(), dense(3));
    float[] pixels = floats(scattered(Shape.of(2, 6, 6, 1)));
    try (Predictor first = Predictor.load(file);
        Model last = turned.compile(sgd(), meanSquaredError())) {
      last.loadWeights(file);
      assertThat(first.predict(Dataset.of(pixels, new int[] {1, 6, 6})))
          .isEqualTo(last.predict(Dataset.of(pixels, new int[] {6, 6, 1})));
    }
  }
}
