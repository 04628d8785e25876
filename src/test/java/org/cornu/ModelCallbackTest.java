package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callbacks see of a run, and how they steer it. */
class ModelCallbackTest {

  private static final Dataset DATA = Blobs.classes(10);
  private static final Fit TWO_EPOCHS = Fit.epochs(2).batchSize(4);

  private final List<String> events = new ArrayList<>();
  private final Model model =
      Sequential.of(input(2), dense(3).softmax())
          .seed(1)
          .compile(sgd(.1), categoricalCrossentropy(), accuracy());

  @AfterEach
  void close() {
    model.close();
  }

  /** Writes each event down and then does something. */
  private record Recorder(List<String> events, String name, BiConsumer<Training, String> action)
      implements Callback {

    @Override
    public Run begin(Training training) {
      note(training, "begin");
      return new Run() {
        @Override
        public void epochBegin(int epoch) {
          note(training, "epochBegin " + epoch);
        }

        @Override
        public void batchBegin(int batch) {
          note(training, "batchBegin " + batch);
        }

        @Override
        public void batchEnd(int batch, Map<String, Double> logs) {
          note(training, "batchEnd " + batch + " " + logs.keySet());
        }

        @Override
        public void epochEnd(Epoch epoch) {
          note(training, "epochEnd " + epoch.number() + " " + epoch.logs().keySet());
        }

        @Override
        public void end() {
          note(training, "end");
        }
      };
    }

    private void note(Training training, String event) {
      events.add(name + event);
      action.accept(training, event);
    }
  }

  private Recorder recorder(String name, BiConsumer<Training, String> action) {
    return new Recorder(events, name, action);
  }

  private Recorder quiet(String name) {
    return recorder(name, (training, event) -> {});
  }

  private Recorder stopAt(String when) {
    return recorder(
        "",
        (training, event) -> {
          if (event.startsWith(when)) {
            training.stop();
          }
        });
  }

  private Recorder failAt(String name, String when) {
    return recorder(
        name,
        (training, event) -> {
          if (event.equals(when)) {
            throw new IllegalStateException(name + "failed");
          }
        });
  }

  @Test
  void eventsComeInOrder() {
    model.fit(DATA, TWO_EPOCHS.callbacks(quiet("")).validationSplit(.4));
    assertThat(events)
        .containsExactly(
            "begin",
            "epochBegin 1",
            "batchBegin 1",
            "batchEnd 1 [loss, accuracy]",
            "batchBegin 2",
            "batchEnd 2 [loss, accuracy]",
            "epochEnd 1 [loss, accuracy, val_loss, val_accuracy]",
            "epochBegin 2",
            "batchBegin 1",
            "batchEnd 1 [loss, accuracy]",
            "batchBegin 2",
            "batchEnd 2 [loss, accuracy]",
            "epochEnd 2 [loss, accuracy, val_loss, val_accuracy]",
            "end");
  }

  @Test
  void callbacksAreCalledInTheirOrder() {
    model.fit(DATA, Fit.epochs(1).callbacks(quiet("a ")).callbacks(quiet("b ")));
    assertThat(events)
        .containsExactly(
            "a begin",
            "b begin",
            "a epochBegin 1",
            "b epochBegin 1",
            "a batchBegin 1",
            "b batchBegin 1",
            "a batchEnd 1 [loss, accuracy]",
            "b batchEnd 1 [loss, accuracy]",
            "a epochEnd 1 [loss, accuracy]",
            "b epochEnd 1 [loss, accuracy]",
            "a end",
            "b end");
  }

  @Test
  void aRunKnowsItsSize() {
    List<Integer> sizes = new ArrayList<>();
    Callback look =
        training -> {
          sizes.addAll(
              List.of(
                  training.initialEpoch(),
                  training.epochs(),
                  training.batches(),
                  training.samples(),
                  training.batchSize()));
          return new Callback.Run() {};
        };
    model.fit(DATA, Fit.epochs(1));
    model.fit(DATA, Fit.epochs(2).batchSize(4).validationSplit(.1).callbacks(look));
    model.fit(DATA, Fit.epochs(5).initialEpoch(4).batchSize(64).callbacks(look));
    assertThat(sizes).containsExactly(1, 3, 3, 9, 4, 4, 5, 1, 10, 10);
  }

  @Test
  void stoppedWithinAnEpochItDoesNotCount() {
    History history = model.fit(DATA, TWO_EPOCHS.callbacks(stopAt("batchEnd 2")));
    assertThat(history.epochs()).isEmpty();
    assertThat(events)
        .endsWith(
            "batchEnd 1 [loss, accuracy]", "batchBegin 2", "batchEnd 2 [loss, accuracy]", "end");
    assertThat(model.fit(DATA, Fit.epochs(1)).last().number()).isEqualTo(1);
  }

  @Test
  void stoppedAtItsLastBatchOrEndItCounts() {
    History history = model.fit(DATA, TWO_EPOCHS.callbacks(stopAt("batchEnd 3")));
    assertThat(history.epochs()).extracting(Epoch::number).containsExactly(1);
    assertThat(events).endsWith("epochEnd 1 [loss, accuracy]", "end");
    history = model.fit(DATA, TWO_EPOCHS.callbacks(stopAt("epochEnd")));
    assertThat(history.epochs()).extracting(Epoch::number).containsExactly(2);
  }

  @Test
  void stoppedBeforeItsFirstBatchNothingIsTrained() {
    Map<String, float[]> before = Bits.weights(model);
    model.fit(DATA, TWO_EPOCHS.callbacks(stopAt("epochBegin")));
    assertThat(events).containsExactly("begin", "epochBegin 1", "end");
    model.fit(DATA, TWO_EPOCHS.callbacks(stopAt("begin")));
    assertThat(events).endsWith("begin", "end");
    assertThat(Bits.weights(model)).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void anEpochHasTheRateThatItRanWith() {
    Callback schedule =
        training ->
            new Callback.Run() {
              @Override
              public void epochBegin(int epoch) {
                training.learningRate(epoch * .25);
              }
            };
    History history = model.fit(DATA, TWO_EPOCHS.callbacks(schedule));
    assertThat(history.epochs()).extracting(Epoch::learningRate).containsExactly(.25, .5);
    assertThat(model.learningRate()).isEqualTo(.5);
  }

  @Test
  void aFailureEndsTheRunAndLeavesTheModelUsable() {
    Fit fit = TWO_EPOCHS.callbacks(quiet("a "), failAt("b ", "batchBegin 2"), quiet("c "));
    assertThatIllegalStateException()
        .isThrownBy(() -> model.fit(DATA, fit))
        .withMessage("b failed");
    assertThat(events).endsWith("a batchBegin 2", "b batchBegin 2", "a end", "b end", "c end");
    assertThat(model.fit(DATA, Fit.epochs(1)).epochs()).hasSize(1);
  }

  @Test
  void callbacksThatHadBegunAreEndedWhenAnotherCannotBegin() {
    Fit fit = TWO_EPOCHS.callbacks(quiet("a "), failAt("b ", "begin"), quiet("c "));
    assertThatIllegalStateException().isThrownBy(() -> model.fit(DATA, fit));
    assertThat(events).containsExactly("a begin", "b begin", "a end");
  }

  @Test
  void allEndsAreCalledAndTheFirstFailureIsTold() {
    Fit fit =
        TWO_EPOCHS.callbacks(
            failAt("a ", "end"), failAt("b ", "epochBegin 1"), failAt("c ", "end"));
    assertThatIllegalStateException()
        .isThrownBy(() -> model.fit(DATA, fit))
        .withMessage("b failed")
        .satisfies(
            failure -> {
              assertThat(failure.getSuppressed())
                  .singleElement()
                  .satisfies(
                      first -> {
                        assertThat(first).hasMessage("a failed");
                        assertThat(first.getSuppressed())
                            .singleElement()
                            .satisfies(second -> assertThat(second).hasMessage("c failed"));
                      });
            });
    assertThat(events).endsWith("a end", "b end", "c end");
  }
}
