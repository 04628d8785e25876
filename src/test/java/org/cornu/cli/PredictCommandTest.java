package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.cornu.data.Mnist;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

  private static final int PICTURES = 20;

  @TempDir private static Path folder;

  private static final List<String> FILES = new ArrayList<>();
  private static int[] labels;

  @BeforeAll
  static void trainAndDraw() throws IOException {
    Mnist mnist = Mnist.load();
    labels = mnist.test().classIndices();
    for (int i = 0; i < PICTURES; i++) {
      Path file = folder.resolve(i + ".png");
      ImageIO.write(picture(mnist.test().sample(i)), "png", file.toFile());
      FILES.add(file.toString());
    }
    Run run = Run.small(folder, 10_000, "train 2 --epochs 1");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void answersAreAlmostAllRight() {
    List<String> args = new ArrayList<>(List.of("predict", "--model", model()));
    args.addAll(FILES);
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(PICTURES);
    int right = 0;
    for (int i = 0; i < PICTURES; i++) {
      assertThat(lines.get(i))
          .startsWith(FILES.get(i) + ": ")
          .matches(".*: \\d \\(\\d+\\.\\d %\\), then \\d \\(.* %\\), \\d \\(.* %\\)");
      right += lines.get(i).startsWith(FILES.get(i) + ": " + labels[i]) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(PICTURES - 3);
  }

  @Test
  void aMissingPictureIsNamed() {
    Run run = Run.of("predict", "--model", model(), folder.resolve("absent.png").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("absent.png").contains("no such file").hasLineCount(1);
  }

  @Test
  void whatIsNoPictureIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    Run run = Run.of("predict", "--model", model(), text.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("text.png").contains("PNG").hasLineCount(1);
  }

  @Test
  void aMissingModelIsNamed() {
    Run run = Run.of("predict", "--model", folder.resolve("absent").toString(), FILES.get(0));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("absent", "no such folder or file").hasLineCount(1);
  }

  private static String model() {
    return folder.resolve("models/model2").toString();
  }

  /** Enlarged eight times, black on white, with a broad margin on one side. */
  private static BufferedImage picture(float[] sample) {
    int zoom = 8;
    int margin = 60;
    BufferedImage image =
        new BufferedImage(28 * zoom + margin, 28 * zoom, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int ink = x < margin ? 0 : Math.round(255 * sample[y / zoom * 28 + (x - margin) / zoom]);
        image.getRaster().setSample(x, y, 0, 255 - ink);
      }
    }
    return image;
  }
}
