package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cornu.files.CsvText;
import org.cornu.report.Figures;
import org.cornu.report.Reference;
import org.junit.jupiter.api.Test;

class KerasFiguresTest {

  @Test
  void hasAMeanForEachOfTheFiveNets() {
    Reference keras = KerasFigures.reference();

    assertThat(keras.label()).startsWith("Keras 3.");
    assertThat(keras.figures()).containsOnlyKeys("model1", "model2", "model3", "model4", "model5");
  }

  @Test
  void takesTheMeanOverTheSeedsInPerCent() throws IOException {
    String csv =
        new String(
            KerasFigures.class.getResourceAsStream("keras.csv").readAllBytes(),
            StandardCharsets.UTF_8);
    double mean =
        CsvText.parse(csv).stream()
            .filter(row -> row.get("model").equals("1"))
            .mapToDouble(row -> 100 * Double.parseDouble(row.get("test_accuracy")))
            .average()
            .orElseThrow();

    Figures model1 = KerasFigures.reference().figures().get("model1");

    assertThat(model1.accuracy()).isEqualTo(mean).isBetween(98.0, 99.5);
    assertThat(model1.seconds()).isEmpty();
  }
}
