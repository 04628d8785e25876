package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.cornu.history.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfusionChartTest {

  private static final Color DARKEST = new Color(0x08407E);

  @TempDir private Path dir;

  @Test
  void theRowIsTheTruth() throws IOException {
    // The one error, true 0 said 1, must lie above the diagonal: darkest at the right on top.
    BufferedImage image = draw(new long[][] {{0, 9}, {0, 0}}, List.of("cat", "dog"));
    int middleX = 0;
    int middleY = 0;
    int dark = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if (image.getRGB(x, y) == DARKEST.getRGB()) {
          middleX += x;
          middleY += y;
          dark++;
        }
      }
    }
    assertThat(dark).isGreaterThan(5000);
    // Names left of the matrix, its title above: cells are 92 pixels wide, from (160, 116) on.
    assertThat(middleX / dark).isBetween(160 + 92, 160 + 2 * 92);
    assertThat(middleY / dark).isBetween(116, 116 + 92);
  }

  @Test
  void aSingleErrorShowsBesideAThousandHits() throws IOException {
    BufferedImage none = draw(new long[][] {{1000, 0}, {0, 1000}}, List.of("a", "b"));
    BufferedImage one = draw(new long[][] {{1000, 1}, {0, 1000}}, List.of("a", "b"));
    long lost = Pngs.count(none, Color.WHITE) - Pngs.count(one, Color.WHITE);
    assertThat(lost).as("pixels of the cell that are no longer white").isGreaterThan(7000);
  }

  @Test
  void manyClassesWithLongNamesStayInsideThePicture() throws IOException {
    List<String> names =
        IntStream.range(0, 40).mapToObj(i -> "a class with a long name " + i).toList();
    BufferedImage image = draw(new long[40][40], names);
    assertThat(Pngs.hasWhiteRim(image)).isTrue();
    assertThat(image.getWidth()).isLessThan(2500);
  }

  @Test
  void refusesAnotherNumberOfNames() {
    assertThatThrownBy(
            () -> ConfusionChart.of(new ConfusionMatrix(new long[2][2]), List.of("a"), ""))
        .hasMessage("confusion chart: needs 2 class names, got 1: [a]");
  }

  private BufferedImage draw(long[][] counts, List<String> classes) throws IOException {
    Path png = dir.resolve("confusion.png");
    ConfusionChart.of(new ConfusionMatrix(counts), classes, "title").save(png);
    return Pngs.read(png);
  }
}
