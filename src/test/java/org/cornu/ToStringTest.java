package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.history.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger and a notebook show: a line, and never native memory. */
class ToStringTest {

  @TempDir private Path folder;

  @Test
  void whatComesOfATrainingReadsWell() {
    assertThat(new Predictions(new int[] {0, 1, 2}, new int[] {0, 2, 2}, new float[3]))
        .hasToString("2 of 3 samples right");
    History none = new History(3, List.of());
    assertThat(none).hasToString("0 epochs: 0.0 s, seed 3");
    Epoch epoch = new Epoch(1, Map.of("loss", 0.25), 0.001, 1.5);
    assertThat(new History(3, List.of(epoch))).hasToString("1 epoch: loss 0.2500, 1.5 s, seed 3");
  }

  @Test
  void whatHoldsNativeMemoryReadsWellAlsoClosed() throws IOException {
    Path file = folder.resolve("net.keras");
    Model model = Sequential.of(input(2), dense(3)).compile(sgd(), meanSquaredError());
    model.save(file);
    Predictor predictor = Predictor.load(file);
    predictor.close();
    model.close();
    assertThat(model).hasToString("sequential: (2,) to (3,), 9 parameters");
    assertThat(predictor).hasToString(file + ": (2,) to (3,)");
  }
}
