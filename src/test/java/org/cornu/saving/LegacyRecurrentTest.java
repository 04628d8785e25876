package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.recurrent.RecurrentLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recurrent nets of {@code src/test/python/legacy/sequences.py}, of each generation. */
class LegacyRecurrentTest {

  private static final int STEPS = 6;
  private static final int[] LABELS = {0, 1, 2, 0, 1, 2, 0, 1};

  @TempDir private Path folder;

  /** Every second sample has two steps of nothing at its end. */
  private static float[] numbers() {
    float[] x = new float[8 * STEPS * 6];
    for (int i = 0; i < x.length; i++) {
      boolean isNothing = i / (STEPS * 6) % 2 == 1 && i / 6 % STEPS >= 4;
      x[i] = isNothing ? 0 : (7 * i % 13 - 6) / 8f;
    }
    return x;
  }

  private static float[] tokens() {
    float[] x = new float[8 * STEPS];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / STEPS % 2 == 1 && i % STEPS >= 4 ? 0 : 7 * i % 12 + 1;
    }
    return x;
  }

  private static boolean isOfTokens(String name) {
    return name.endsWith("masked") || name.endsWith("windows");
  }

  private static Dataset samples(String name) {
    return isOfTokens(name)
        ? Dataset.of(tokens(), new int[] {STEPS})
        : Dataset.of(numbers(), new int[] {STEPS, 6});
  }

  private static Dataset labelled(String name) {
    return isOfTokens(name)
        ? Dataset.of(tokens(), new int[] {STEPS}, LABELS)
        : Dataset.of(numbers(), new int[] {STEPS, 6}, LABELS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-1.2.2-chain",
        "keras-1.2.2-stateful",
        "keras-1.2.2-chain_gpu",
        "keras-1.2.2-masked",
        "keras-1.2.2-windows",
        "keras-1.2.2-net_of_steps",
        "keras-2.2.4-chain",
        "keras-2.2.4-stateful",
        "keras-2.2.4-masked",
        "keras-2.2.4-windows",
        "keras-2.2.4-net_of_steps",
        "keras-2.2.4-states",
        "keras-2.2.4-cells",
        "keras-2.15.0-chain",
        "keras-2.15.0-stateful",
        "keras-2.15.0-masked",
        "keras-2.15.0-windows",
        "keras-2.15.0-net_of_steps",
        "keras-2.15.0-states",
        "keras-2.15.0-cells",
        "keras-2.15.0-cudnn",
        "keras-3.15.1-chain",
        "keras-3.15.1-masked",
        "keras-3.15.1-windows",
        "keras-3.15.1-net_of_steps",
        "keras-3.15.1-states",
        "keras-3.15.1-heeded",
        "keras-3.15.1-cells"
      })
  void predictsAsKerasDoes(String name) throws IOException {
    LegacyGolden golden = LegacyGolden.of(name, folder);
    try (Predictor predictor = Predictor.load(golden.file())) {
      golden.assertPredictions(predictor.predict(samples(name)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-1.2.2-masked",
        "keras-2.2.4-net_of_steps",
        "keras-2.15.0-cells",
        "keras-2.15.0-cudnn",
        "keras-3.15.1-states"
      })
  void isWrittenInTodaysFormat(String name) throws IOException {
    LegacyGolden golden = LegacyGolden.of(name, folder);
    KerasModel old = ModelFile.read(golden.file(), KerasClasses.BUILT_IN);
    Path today = folder.resolve("model.keras");
    KerasArchive.write(old, KerasClasses.BUILT_IN, today);
    KerasModel read = ModelFile.read(today, KerasClasses.BUILT_IN);
    assertThat(read.net().layers()).isEqualTo(old.net().layers());
    assertThat(read.weights()).isEqualTo(old.weights());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-1.2.2-chain_gpu",
        "keras-2.2.4-chain",
        "keras-2.2.4-masked",
        "keras-2.15.0-chain",
        "keras-2.15.0-masked",
        "keras-3.15.1-chain"
      })
  void goesOnTrainingAsKerasDoes(String name) throws IOException {
    LegacyGolden.of(name, folder).assertGoesOn(labelled(name));
  }

  /** Keras 3 passes over a mask where there are first states: its file would give other numbers. */
  @ParameterizedTest
  @ValueSource(strings = {"keras-2.2.4-states", "keras-2.15.0-states", "keras-3.15.1-heeded"})
  void whatKerasNoLongerComputesIsNotWritten(String name) throws IOException {
    KerasModel old = ModelFile.read(LegacyGolden.of(name, folder).file(), KerasClasses.BUILT_IN);
    Path today = folder.resolve("model.keras");
    assertThatIOException()
        .isThrownBy(() -> KerasArchive.write(old, KerasClasses.BUILT_IN, today))
        .withMessageContaining("heeds a mask beside its first states");
  }

  @Test
  void whatGoesOnFromBatchToBatchDoes() throws IOException {
    KerasModel model =
        ModelFile.read(
            LegacyGolden.of("keras-2.15.0-stateful", folder).file(), KerasClasses.BUILT_IN);
    assertThat(model.remarks()).isEmpty();
    assertThat(model.net().layers())
        .anyMatch(
            each ->
                each.layer() instanceof RecurrentLayer<?> layer
                    && layer.run().stateful().isPresent());
  }

  /** Keras 1 keeps what Adam knows of each gate by itself. */
  @Test
  void anOptimizersGatesAreNotTaken() throws IOException {
    LegacyGolden golden = LegacyGolden.of("keras-1.2.2-chain", folder);
    KerasModel model = ModelFile.read(golden.file(), KerasClasses.BUILT_IN);
    assertThat(model.compiled().orElseThrow().state()).isEmpty();
    assertThat(model.problem().orElseThrow()).contains("optimizer_weights", "is not certain");
  }

  @Test
  void layersOfAGpuAreReadFromAnArchitectureBesideItsWeights() throws IOException {
    LegacyGolden golden = LegacyGolden.of("keras-2.15.0-cudnn", folder);
    Path json = folder.resolve("architecture.json");
    Files.writeString(json, golden.keras().required("architecture").stringValue());
    try (Model model = Functional.load(json).compile(sgd(), categoricalCrossentropy())) {
      model.loadWeights(golden.file());
      golden.assertPredictions(model.predict(samples("cudnn")));
    }
  }
}
