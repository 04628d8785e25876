package org.cornu.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.recurrent.Recurrent.gru;
import static org.cornu.recurrent.Recurrent.lstm;

import java.util.ArrayList;
import java.util.List;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.train.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In training the halves of a batch go through loops of their own; unrolled steps go as one. */
class HalvesTest {

  private static final int STEPS = 5;

  private static Dataset data(int samples) {
    float[] x = new float[samples * STEPS * 2];
    float[][] y = new float[samples][1];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % (2 * STEPS) < 2 ? 0 : (float) Math.sin(i); // the first step is left out
    }
    for (int i = 0; i < samples; i++) {
      y[i][0] = i + 1;
    }
    return Dataset.of(x, new int[] {STEPS, 2}, y);
  }

  private static List<Double> losses(LSTM first, int samples) {
    Sequential net =
        Sequential.of(input(STEPS, 2), masking(0), first.returnSequences(), gru(3), dense(1))
            .seed(4);
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      List<Double> losses = new ArrayList<>();
      model
          .fit(data(samples), Fit.epochs(4).batchSize(samples))
          .epochs()
          .forEach(epoch -> losses.add(epoch.logs().get("loss")));
      return losses;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void trainAsTheWholeBatchDoes(int samples) {
    LSTM layer = lstm(4).dropout(0.3).recurrentDropout(0.3);
    List<Double> looped = losses(layer, samples);
    List<Double> unrolled = losses(layer.unroll(), samples);
    assertThat(looped.get(3)).isNotCloseTo(looped.get(0), within(1e-3));
    for (int i = 0; i < looped.size(); i++) {
      assertThat(looped.get(i)).isCloseTo(unrolled.get(i), within(1e-6));
    }
  }
}
