package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.swapEMAWeights;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.optimizers.Optimizer;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.FloatNdArray;

class SwapEMAWeightsTest {

  private static final Dataset DATA =
      Dataset.of(
          new float[] {1, 2, 3, 4, -1, -2},
          new int[] {1},
          new float[][] {{2}, {3}, {5}, {6}, {0}, {1}});

  private static Model compile(Optimizer optimizer) {
    return Sequential.of(input(1), dense(3), batchNormalization(), dense(1))
        .seed(1)
        .compile(optimizer, meanSquaredError());
  }

  /** Weights and means as they are at the events of a run. */
  private static final class Seen implements Callback {

    private final List<String> events = new ArrayList<>();
    private final List<Map<String, FloatNdArray>> weights = new ArrayList<>();
    private final List<Map<String, FloatNdArray>> averages = new ArrayList<>();

    @Override
    public Run begin(Training training) {
      return new Run() {
        private void see(String event) {
          events.add(event);
          weights.add(training.weights());
          averages.add(training.averages());
        }

        @Override
        public void batchEnd(int batch, Map<String, Double> logs) {
          see("batch");
        }

        @Override
        public void testBegin() {
          see("test");
        }

        @Override
        public void testEnd() {
          see("tested");
        }

        @Override
        public void epochEnd(Epoch epoch) {
          see("epoch");
        }
      };
    }
  }

  private static Seen fit(Model model, SwapEMAWeights swap) {
    Seen seen = new Seen();
    model.fit(DATA, Fit.epochs(2).batchSize(2).validationSplit(.34).callbacks(swap, seen));
    assertThat(seen.events)
        .containsExactly(
            "batch", "batch", "test", "tested", "epoch", "batch", "batch", "test", "tested",
            "epoch");
    return seen;
  }

  @Test
  void validationSeesTheMeansAndTrainingTheWeights() {
    try (Model model = compile(sgd(.1).ema(.5))) {
      Seen seen = fit(model, swapEMAWeights());
      assertSwapped(seen, 6, 7);
      assertThat(seen.weights.get(8)).isEqualTo(seen.weights.get(6));
      assertThat(seen.averages.get(8)).isEqualTo(seen.averages.get(6));
      // At the end the means take the weights' place, as without this callback.
      assertThat(model.weights()).containsAllEntriesOf(seen.averages.get(9));
    }
  }

  /** All but batch normalization's own means, of which there are no means. */
  private static void assertSwapped(Seen seen, int before, int after) {
    assertThat(seen.averages.get(before)).hasSize(6).isNotEqualTo(seen.averages.get(after));
    assertThat(seen.weights.get(after)).containsAllEntriesOf(seen.averages.get(before));
    assertThat(seen.weights.get(before)).containsAllEntriesOf(seen.averages.get(after));
  }

  @Test
  void betweenEpochsTheMeansStandInForTheWeights() {
    try (Model model = compile(sgd(.1).ema(.5));
        Model plain = compile(sgd(.1).ema(.5))) {
      Seen seen = fit(model, swapEMAWeights().onEpoch());
      assertSwapped(seen, 3, 4);
      Seen other = fit(plain, swapEMAWeights());
      assertThat(seen.weights.get(5)).isEqualTo(other.weights.get(5));
      assertThat(seen.weights.get(9)).containsAllEntriesOf(other.averages.get(9));
      assertThat(model.weights()).isEqualTo(plain.weights());
    }
  }

  @Test
  void thereMustBeMeans() {
    try (Model model = compile(sgd())) {
      assertThatThrownBy(() -> fit(model, swapEMAWeights()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("swapEMAWeights needs", "adam().ema()");
    }
  }
}
