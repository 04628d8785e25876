package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;
import org.cornu.layers.Input;
import org.cornu.report.HistoryChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger, JShell and a log show: a line or a table, and never native memory. */
class ToStringTest {

  @TempDir private Path folder;

  @Test
  void whatComesOfATrainingReadsWell() {
    assertThat(new Predictions(new int[] {0, 1, 2}, new int[] {0, 2, 2}, new float[3]))
        .hasToString("2 of 3 samples right");
    History none = new History(3, List.of());
    assertThat(none).hasToString("0 epochs, 0.0 s, seed 3");
    assertThat(new History(3, List.of(epoch(9, 12.5), epoch(10, 0.25))))
        .hasToString(
            """
            2 epochs, 3.0 s, seed 3
            epoch     loss  seconds
                9  12.5000      1.5
               10   0.2500      1.5""");
    assertThat(new Evaluation(0.25, Map.of("accuracy", 0.98765), 10_000, 1.25))
        .hasToString("loss 0.2500, accuracy 0.9877, 10,000 samples, 1.3 s");
  }

  @Test
  void jshellShowsALongHistoryWhole() {
    int jshellCutsAt = 1000;
    List<Epoch> epochs = IntStream.rangeClosed(1, 200).mapToObj(ToStringTest::fullEpoch).toList();
    assertThat(new History(3, epochs).toString())
        .contains("\n  200  0.1250")
        .hasSizeLessThan(jshellCutsAt);
  }

  @Test
  void aNetIsItsTableOfLayers() {
    Sequential net = Sequential.of(input(2), dense(3));
    assertThat(net).hasToString(net.summary());
    assertThat(net.toString()).contains("dense (Dense)", "Total params: 9");
    Input image = input(2);
    assertThat(Functional.of(image, dense(3).on(image)).toString()).contains("Total params: 9");
  }

  @Test
  void aChartSaysWhatItIsAndHowToSaveIt() {
    assertThat(HistoryChart.of(new History(3, List.of(epoch(1, 1))), "my net"))
        .hasToString(
            "HistoryChart \"my net\", 450 x 370 points;"
                + " save(Path.of(\"chart.png\")) writes it");
  }

  private static Epoch epoch(int number, double loss) {
    return new Epoch(number, Map.of("loss", loss), 0.001, 1.5);
  }

  private static Epoch fullEpoch(int number) {
    Map<String, Double> logs = new LinkedHashMap<>();
    for (String name : List.of("loss", "accuracy", "val_loss", "val_accuracy")) {
      logs.put(name, 0.125);
    }
    return new Epoch(number, logs, 0.001, 1.5);
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
