package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.earlyStopping;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.callbacks.Callbacks.reduceLROnPlateau;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorTest {

  static List<Callback> watchers() {
    return List.of(
        earlyStopping("val_acc"),
        reduceLROnPlateau("val_acc"),
        modelCheckpoint("best.keras").bestOnly("val_acc"));
  }

  @ParameterizedTest
  @MethodSource("watchers")
  void aFigureThatIsNotLoggedIsRefusedBeforeTheFirstEpoch(Callback watcher) {
    assertThatThrownBy(() -> watcher.begin(new FakeTraining()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(
            " watches \"val_acc\", which is not logged; logged are"
                + " [loss, accuracy, val_loss, val_accuracy]; did you mean \"val_accuracy\"?");
  }

  @Test
  void withoutValidationItSaysWhatIsMissing() {
    FakeTraining unvalidated =
        new FakeTraining() {
          @Override
          public List<String> logged() {
            return List.of("loss", "accuracy");
          }
        };
    assertThatThrownBy(() -> earlyStopping("val_loss").begin(unvalidated))
        .hasMessageEndingWith("logged are [loss, accuracy]; val_ figures need validation");
  }

  @ParameterizedTest
  @CsvSource({
    "acc, accuracy",
    "val_los, val_loss",
    "val_Accuracy, val_accuracy",
    "accurracy, accuracy",
    "categorical_accuracy, accuracy",
    "f1, ",
    "rate, "
  })
  void theLikestNameIsSuggested(String name, String meant) {
    assertThat(Suggestion.of(name, new FakeTraining().logged()))
        .isEqualTo(meant == null ? "" : "; did you mean \"" + meant + "\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "val_auc, true",
    "f1_score, true",
    "val_digit_mean_io_u, true",
    "precision_at_recall, true",
    "val_root_mean_squared_error, false",
    "binary_crossentropy, false",
    "logcosh, false"
  })
  void theNameTellsWhichWayIsBetter(String name, boolean larger) {
    assertThat(Monitor.of(name).better(2, OptionalDouble.of(1))).isEqualTo(larger);
    assertThat(Monitor.of(name).better(1, OptionalDouble.of(2))).isEqualTo(!larger);
  }

  @Test
  void aCosineMayBeALossAndAGain() {
    assertThatThrownBy(() -> earlyStopping("val_cosine_similarity").begin(new FakeTraining()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("max() or min()", "val_cosine_similarity");
  }
}
