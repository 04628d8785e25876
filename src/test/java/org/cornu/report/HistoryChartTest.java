package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryChartTest {

  @TempDir private Path dir;

  @Test
  void drawsTrainingAndValidationInTwoPanelsAtTwiceTheSize() throws IOException {
    BufferedImage image = draw(Trials.history(new Random(1), 1, 0.99, 10));
    assertThat(image.getWidth()).isEqualTo(1800);
    for (BufferedImage panel : halves(image)) {
      assertThat(Pngs.count(panel, Look.colour(0))).as("training").isGreaterThan(1000);
      assertThat(Pngs.count(panel, Look.colour(1))).as("validation").isGreaterThan(1000);
    }
    assertThat(Pngs.hasWhiteRim(image)).isTrue();
  }

  @Test
  void drawsTrainingAloneWhereNothingWasValidated() throws IOException {
    BufferedImage image = draw(history("loss", "mae"));
    assertThat(image.getWidth()).isEqualTo(1800);
    assertThat(Pngs.count(image, Look.colour(0))).isGreaterThan(1000);
    assertThat(Pngs.count(image, Look.colour(1))).isZero();
  }

  @Test
  void drawsOnePanelForALossAlone() throws IOException {
    BufferedImage image = draw(history("loss", "val_loss"));
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(Pngs.count(image, Look.colour(1))).isGreaterThan(200);
  }

  @Test
  void drawsAllFiguresOfSeveralOutputsThreeInARow() throws IOException {
    BufferedImage image =
        draw(history("loss", "digit_loss", "box_loss", "digit_accuracy", "val_digit_accuracy"));
    assertThat(image.getWidth()).isEqualTo(2700);
    assertThat(image.getHeight()).isEqualTo(2 * (2 * 340 + 30));
    assertThat(Pngs.count(image.getSubimage(1800, 0, 900, 740), Look.colour(1)))
        .as("validation, in the third panel alone")
        .isEqualTo(Pngs.count(image, Look.colour(1)))
        .isGreaterThan(100);
    assertThat(Pngs.count(image.getSubimage(0, 760, 900, 640), Look.colour(0)))
        .as("the loss, below")
        .isGreaterThan(100);
  }

  @Test
  void drawsARunThatDiverged() throws IOException {
    Map<String, Double> finite = Map.of("loss", 1.0);
    Map<String, Double> infinite = Map.of("loss", Double.POSITIVE_INFINITY);
    Map<String, Double> none = Map.of("loss", Double.NaN);
    History history =
        new History(
            1,
            List.of(
                new Epoch(1, finite, 1, 1),
                new Epoch(2, infinite, 1, 1),
                new Epoch(3, none, 1, 1)));
    assertThat(HistoryChart.curve(history, "loss", "training").toArray()[1])
        .containsExactly(1, Double.NaN, Double.NaN);
    assertThat(Pngs.hasWhiteRim(draw(history))).isTrue();
  }

  @Test
  void refusesAHistoryWithNoEpoch() {
    assertThatThrownBy(() -> HistoryChart.of(new History(1, List.of()), "empty"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no finished epoch");
  }

  private BufferedImage draw(History history) throws IOException {
    HistoryChart.of(history, "title").save(dir.resolve("history.png"));
    return Pngs.read(dir.resolve("history.png"));
  }

  private static List<BufferedImage> halves(BufferedImage image) {
    int half = image.getWidth() / 2;
    return List.of(
        image.getSubimage(0, 0, half, image.getHeight()),
        image.getSubimage(half, 0, half, image.getHeight()));
  }

  private static History history(String... names) {
    Map<String, Double> first = new LinkedHashMap<>();
    Map<String, Double> second = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      first.put(names[i], 1.0 + i);
      second.put(names[i], 0.5 + i);
    }
    return new History(1, List.of(new Epoch(1, first, 1, 1), new Epoch(2, second, 1, 1)));
  }
}
