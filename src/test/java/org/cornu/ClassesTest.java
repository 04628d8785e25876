package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cornu.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassesTest {

  private static final Dataset STEPS = Dataset.of(new float[16], new int[] {4, 2});

  @Test
  void ofARowTheLargestOrTheSideOfOneHalf() {
    assertThat(Classes.of(new float[][] {{0, 3, 2}, {.6f}, {.5f}})).containsExactly(1, 1, 0);
  }

  @Test
  void anOutputOfSeveralAxesHasNoClasses(@TempDir Path folder) throws IOException {
    try (Model model =
        Sequential.of(input(4, 2), dense(3).softmax())
            .compile(sgd(), categoricalCrossentropy(), topKCategoricalAccuracy(2))) {
      refused(() -> model.predictClasses(STEPS));
      refused(() -> model.predictions(STEPS));
      model.export(folder.resolve("steps"));
    }
    try (Predictor predictor = Predictor.load(folder.resolve("steps"))) {
      refused(() -> predictor.predictClasses(STEPS));
      refused(() -> predictor.predictions(STEPS));
    }
  }

  @Test
  void thereIsNothingToCompareWithoutLabels() {
    try (Model model =
        Sequential.of(input(4, 2), flatten(), dense(3).softmax())
            .compile(sgd(), categoricalCrossentropy())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predictions(STEPS))
          .withMessage(
              "predictions needs data with labels to compare with, got none; use predictClasses");
    }
  }

  private static void refused(ThrowingCallable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessageContainingAll("an output of one axis", "got (4, 3)", "use predict");
  }
}
