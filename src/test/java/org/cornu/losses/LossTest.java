package org.cornu.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.activations.Activations.sigmoid;
import static org.cornu.activations.Activations.softmax;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which labels a loss takes, which logits it reads. */
class LossTest {

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void eachReadsTheLogitsOfItsOwnActivationWhateverItWasTold() {
    assertThat(categoricalCrossentropy().readsLogitsOf(softmax())).isTrue();
    assertThat(categoricalCrossentropy().readsLogitsOf(sigmoid())).isFalse();
    assertThat(categoricalCrossentropy().fromLogits().readsLogitsOf(softmax())).isTrue();
    assertThat(sparseCategoricalCrossentropy().readsLogitsOf(softmax())).isTrue();
    assertThat(sparseCategoricalCrossentropy().fromLogits().readsLogitsOf(softmax())).isTrue();
    assertThat(binaryCrossentropy().readsLogitsOf(sigmoid())).isTrue();
    assertThat(binaryCrossentropy().readsLogitsOf(softmax())).isFalse();
    assertThat(binaryCrossentropy().fromLogits().readsLogitsOf(sigmoid())).isTrue();
    assertThat(meanSquaredError().readsLogitsOf(softmax())).isFalse();
  }

  @Test
  void labelSmoothingOutlivesTheStepToLogits() {
    assertThat(categoricalCrossentropy().labelSmoothing(0.1).fromLogits())
        .isEqualTo(new CategoricalCrossentropy(true, 0.1, -1));
    assertThat(binaryCrossentropy().labelSmoothing(0.1).fromLogits())
        .isEqualTo(new BinaryCrossentropy(true, 0.1, -1));
  }

  @Test
  void labelsOfTheRightKindPass() {
    assertThatCode(
            () -> {
              categoricalCrossentropy().checkLabels(OptionalInt.of(10), 10);
              categoricalCrossentropy().checkLabels(OptionalInt.empty(), 10);
              sparseCategoricalCrossentropy().checkLabels(OptionalInt.of(10), 10);
              binaryCrossentropy().checkLabels(OptionalInt.of(2), 1);
              binaryCrossentropy().checkLabels(OptionalInt.empty(), 3);
              meanSquaredError().checkLabels(OptionalInt.empty(), 3);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void labelsOfTheWrongKindAreRefusedWithTheRemedy() {
    refused(
        () -> categoricalCrossentropy().checkLabels(OptionalInt.of(2), 1),
        "loss categorical_crossentropy needs an output of 2 or more classes, got 1; use"
            + " binaryCrossentropy()");
    refused(
        () -> sparseCategoricalCrossentropy().checkLabels(OptionalInt.of(2), 1),
        "loss sparse_categorical_crossentropy",
        "2 or more classes",
        "got 1",
        "binaryCrossentropy()");
    refused(
        () -> sparseCategoricalCrossentropy().checkLabels(OptionalInt.empty(), 10),
        "loss sparse_categorical_crossentropy",
        "as class indices",
        "got vectors",
        "use categoricalCrossentropy()");
    refused(
        () -> binaryCrossentropy().checkLabels(OptionalInt.of(3), 3),
        "loss binary_crossentropy",
        "vectors of 3 numbers",
        "got class indices",
        "Dataset.of",
        "categoricalCrossentropy()");
    refused(
        () -> binaryCrossentropy().checkLabels(OptionalInt.of(3), 1),
        "loss binary_crossentropy",
        "0 and 1",
        "got 3 classes",
        "dense(3).softmax()",
        "categoricalCrossentropy()");
    refused(
        () -> meanSquaredError().checkLabels(OptionalInt.of(3), 3),
        "loss mean_squared_error",
        "vectors of 3 numbers",
        "got class indices",
        "Dataset.of",
        "categoricalCrossentropy()");
  }

  @Test
  void refusesALabelSmoothingThatIsNoFraction() {
    refused(
        () -> categoricalCrossentropy().labelSmoothing(10),
        "categoricalCrossentropy",
        "label smoothing in [0, 1]",
        "got 10.0");
    refused(
        () -> binaryCrossentropy().labelSmoothing(-0.1),
        "binaryCrossentropy",
        "label smoothing in [0, 1]",
        "got -0.1");
  }
}
