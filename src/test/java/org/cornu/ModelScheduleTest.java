package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.exponentialDecay;
import static org.cornu.schedules.Schedules.oneCycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.optimizers.Optimizer;
import org.cornu.schedules.LearningRateSchedule;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose learning rate a schedule gives. */
class ModelScheduleTest {

  private static final Dataset DATA =
      Dataset.of(new float[] {0, 1, 1, 0, 1, 1, 0, 0}, new int[] {2}, new int[] {0, 1, 1, 0});
  private static final Fit TWO_EPOCHS = Fit.epochs(2).batchSize(2).noShuffle();
  private static final LearningRateSchedule HALVED = exponentialDecay(.5, 1, .5);
  @TempDir private Path folder;

  private static Model model(Optimizer optimizer) {
    return Sequential.of(input(2), dense(2).softmax())
        .seed(1)
        .compile(optimizer, categoricalCrossentropy());
  }

  @Test
  void theRateIsThatOfTheNextStep() {
    List<Double> rates = new ArrayList<>();
    Callback watch =
        training ->
            new Callback.Run() {
              @Override
              public void batchEnd(int batch, Map<String, Double> logs) {
                rates.add(training.learningRate());
              }
            };
    try (Model model = model(sgd(HALVED))) {
      assertThat(model.learningRate()).isEqualTo(.5);
      List<Epoch> epochs = model.fit(DATA, TWO_EPOCHS.callbacks(watch)).epochs();
      assertThat(rates).containsExactly(.25, .125, .0625, .03125);
      assertThat(epochs).extracting(Epoch::learningRate).containsExactly(.125, .03125);
      assertThat(model.learningRate()).isEqualTo(.03125);
    }
  }

  @Test
  void theRateCannotBeSet() {
    Callback setter =
        training -> {
          training.learningRate(.1);
          return new Callback.Run() {};
        };
    try (Model model = model(adam(HALVED))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> model.learningRate(.1))
          .withMessage(
              "the optimizer's schedule gives the learning rate, so it cannot be set;"
                  + " compile with a number, for example adam(0.001)");
      assertThatIllegalStateException()
          .isThrownBy(() -> model.fit(DATA, TWO_EPOCHS.callbacks(setter)))
          .withMessageContainingAll("schedule gives the learning rate", "adam(0.001)");
    }
  }

  @Test
  void aSavedModelGoesOnWhereItsScheduleWas() throws Exception {
    for (LearningRateSchedule schedule : List.of(HALVED, oneCycle(.5, 10))) {
      Path file = folder.resolve("model.keras");
      try (Model model = model(adam(schedule))) {
        model.fit(DATA, TWO_EPOCHS);
        model.save(file);
        try (Model loaded = Model.load(file)) {
          assertThat(loaded.learningRate()).isEqualTo(model.learningRate());
          assertThat(loaded.fit(DATA, TWO_EPOCHS).last().logs())
              .isEqualTo(model.fit(DATA, TWO_EPOCHS).last().logs());
          assertThat(Bits.weights(loaded))
              .usingRecursiveComparison()
              .isEqualTo(Bits.weights(model));
        }
      }
    }
  }
}
