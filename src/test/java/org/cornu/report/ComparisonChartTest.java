package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonChartTest {

  private static final List<Trial> TRIALS =
      Stream.of("a", "b").map(name -> Trials.trial(name, 1, 0.9, Trials.truth(100))).toList();

  @TempDir private Path folder;

  @Test
  void drawsEachOfTheFour() throws IOException {
    List<ComparisonChart> charts =
        List.of(
            ComparisonChart.accuracy(TRIALS),
            ComparisonChart.time(TRIALS),
            ComparisonChart.accuracyAndTime(TRIALS),
            ComparisonChart.validation(TRIALS));
    assertThat(charts).extracting(ComparisonChart::title).doesNotHaveDuplicates();
    for (ComparisonChart chart : charts) {
      chart.save(folder.resolve("chart.png"));
      BufferedImage image = Pngs.read(folder.resolve("chart.png"));
      assertThat(Pngs.count(image, Look.colour(0))).as(chart.title()).isGreaterThan(20);
    }
    assertThat(charts.get(1))
        .hasToString(
            "ComparisonChart \"Training time\", 760 x 176 points;"
                + " save(Path.of(\"chart.png\")) writes it");
  }

  @Test
  void saysWhatItNeeds() {
    assertThatThrownBy(() -> ComparisonChart.time(List.of()))
        .hasMessage("comparison chart: needs at least one trial, got none");
    Epoch epoch = new Epoch(1, Map.of("loss", 1.0), 0.001, 1);
    Trial notValidated =
        Trial.of(
            "m", new History(1, List.of(epoch)), new Evaluation(1, Map.of("accuracy", 0.5), 10, 1));
    assertThatThrownBy(() -> ComparisonChart.validation(List.of(notValidated)))
        .hasMessageStartingWith("validation chart: needs a history with val_accuracy, got [loss]");
  }
}
