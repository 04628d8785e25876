package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.history.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSheetTest {

  private static final int[] TRUTH = Trials.truth(30);

  @TempDir private Path folder;

  @Test
  void drawsTwentySamplesWithTheirClassesUnderThem() throws IOException {
    ImageSheet sheet = ImageSheet.of(Trials.images(TRUTH));
    assertThat(sheet)
        .hasToString(
            "ImageSheet \"the first 20 of 30 samples\", 714 x 214 points;"
                + " save(Path.of(\"chart.png\")) writes it");
    BufferedImage image = saved(sheet);
    assertThat(image.getWidth()).isEqualTo(1428);
    assertThat(Pngs.hasWhiteRim(image)).isTrue();
    // A line of 8 x 1 pixels of 14 x 14 in each of 20 black squares of 64 such pixels.
    assertThat(Pngs.count(image, Color.BLACK)).isGreaterThan(20 * 50 * 14 * 14);
    assertThat(Pngs.count(image.getSubimage(0, 184, 1428, 40), Look.INK)).isGreaterThan(20);
  }

  @Test
  void aSampleWithoutAClassHasNoWordsAndAFewSamplesAreNarrow() {
    ImageSheet sheet = ImageSheet.of(Dataset.of(new float[3 * 12], new int[] {2, 2, 3}));
    assertThat(sheet.title()).isEqualTo("3 samples");
    assertThat(sheet.picture().width()).isEqualTo(3 * 70 + 14);
    assertThat(sheet.picture().height()).isEqualTo(34 + 56 + 12 + 7);
  }

  @Test
  void showsMistakesWithTheMostConfidentFirst() throws IOException {
    Predictions predictions = Trials.trial("m", 1, 0.5, TRUTH).predictions();
    int wrong = 30 - predictions.right();
    assertThat(wrong).isGreaterThan(10);
    ImageSheet sheet = ImageSheet.mistakes(predictions, Trials.images(TRUTH));
    assertThat(sheet.title()).isEqualTo("the 10 most confident of " + wrong + " mistakes");
    assertThat(Pngs.hasWhiteRim(saved(sheet))).isTrue();
  }

  @Test
  void saysWhatItNeeds() {
    Dataset images = Trials.images(TRUTH);
    Dataset rows = Dataset.of(new float[8], new int[] {4});
    assertThat(ImageSheet.shows(images)).isTrue();
    assertThat(ImageSheet.shows(rows)).isFalse();
    assertThatThrownBy(() -> ImageSheet.of(rows))
        .hasMessageStartingWith("image sheet: needs samples of shape (height, width, 1 or 3), got")
        .hasMessageContaining("shape (4,)");
    Predictions right = new Predictions(TRUTH, TRUTH, new float[30]);
    assertThatThrownBy(() -> ImageSheet.mistakes(right, images))
        .hasMessage("image sheet: needs mistakes to show, got 30 of 30 samples right");
    assertThatThrownBy(() -> ImageSheet.mistakes(right, images.take(3)))
        .hasMessageContaining("needs a prediction for each of 3 samples, got 30");
  }

  @Test
  void twoInputsAreNoImage() {
    Part image = Part.pixels("a", new byte[4], 2, 2, 1);
    assertThat(ImageSheet.shows(Dataset.of(image))).isTrue();
    assertThat(ImageSheet.shows(Dataset.of(image, Part.pixels("b", new byte[4], 2, 2, 1))))
        .isFalse();
  }

  private BufferedImage saved(ImageSheet sheet) throws IOException {
    sheet.save(folder.resolve("sheet.png"));
    return Pngs.read(folder.resolve("sheet.png"));
  }
}
