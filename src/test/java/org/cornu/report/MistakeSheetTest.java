package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cornu.data.Dataset;
import org.cornu.history.Predictions;
import org.junit.jupiter.api.Test;

class MistakeSheetTest {

  private static final Predictions PREDICTIONS =
      new Predictions(
          new int[] {0, 1, 2, 3, 4},
          new int[] {0, 2, 2, 0, 1},
          new float[] {1, 0.5f, 0.9f, 0.998f, 0.5f});

  @Test
  void theMostConfidentMistakeComesFirst() {
    assertThat(MistakeSheet.worst(PREDICTIONS)).containsExactly(3, 1, 4);
  }

  @Test
  void saysWhatIsTrueAndWhatTheModelSaid() {
    assertThat(MistakeSheet.caption(PREDICTIONS, 3, List.of("cat", "b", "c", "dog", "e")))
        .containsExactly("true dog", "said cat (99.8 %)");
  }

  @Test
  void showsTenAtMost() {
    Trial trial = Trials.trial("m", 1, 0.5, Trials.truth(1000));
    assertThat(MistakeSheet.worst(trial.predictions())).hasSize(10);
  }

  @Test
  void isLeftOutForSamplesThatAreNoImages() {
    int[] truth = Trials.truth(100);
    Trial trial = Trials.trial("m", 1, 0.5, truth);
    assertThat(MistakeSheet.of(trial, Trials.images(truth))).isPresent();
    assertThat(MistakeSheet.of(trial, Dataset.of(new float[400], new int[] {4}, truth))).isEmpty();
  }

  @Test
  void isLeftOutWhereNothingIsWrong() {
    int[] truth = Trials.truth(100);
    assertThat(MistakeSheet.of(Trials.trial("m", 1, 1, truth), Trials.images(truth))).isEmpty();
  }
}
