package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path folder;

  /** A picture of one level of grey. */
  private void picture(String name, int level) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(3, 5, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 15; i++) {
      image.setRGB(i % 3, i / 3, level * 0x010101);
    }
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
  }

  private void text(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "no image");
  }

  @Test
  void oneSubfolderIsOneClassInTheOrderOfTheNames() throws IOException {
    picture("dog/a.png", 10);
    picture("cat/b.bmp", 20);
    picture("cat/A.PNG", 30);
    picture("eel/c.gif", 40);
    Dataset data = ImageFolder.load(folder, 2, 4, 1);

    assertThat(data).hasToString("Dataset(4 samples of shape (2, 4, 1), bytes, 3 classes)");
    assertThat(data.classNames()).containsExactly("cat", "dog", "eel");
    int[] classOfLevel = new int[50];
    for (int i = 0; i < 4; i++) {
      float[] sample = data.sample(i);
      assertThat(sample).hasSize(8).containsOnly(sample[0]);
      classOfLevel[Math.round(sample[0] * 255)] = data.classIndices()[i] + 1;
    }
    assertThat(classOfLevel[10]).isEqualTo(2);
    assertThat(classOfLevel[20]).isEqualTo(1);
    assertThat(classOfLevel[30]).isEqualTo(1);
    assertThat(classOfLevel[40]).isEqualTo(3);
  }

  @Test
  void colourHasThreeChannels() throws IOException {
    picture("a/a.png", 51);

    Dataset data = ImageFolder.load(folder, 1, 1, 3);
    assertThat(data.shape()).containsExactly(1, 1, 3);
    assertThat(data.sample(0)).containsOnly(51 * (1f / 255f));
  }

  @Test
  void classesAreMixedAlikeOnEveryRead() throws IOException {
    for (int i = 0; i < 20; i++) {
      picture((i < 10 ? "a/" : "b/") + i + ".png", i);
    }
    int[] first = ImageFolder.load(folder, 1, 1, 1).classIndices();

    assertThat(ImageFolder.load(folder, 1, 1, 1).classIndices()).isEqualTo(first);
    assertThat(Arrays.copyOfRange(first, 12, 20)).contains(0, 1);
  }

  @Test
  void otherFilesAreIgnored() throws IOException {
    picture("a/a.png", 1);
    picture("a/inner/b.png", 1);
    text("a/notes.txt");
    text("a/.hidden.png");
    text("a/png");
    text("labels.csv");
    text(".git/a.png");

    Dataset data = ImageFolder.load(folder, 1, 1, 1);
    assertThat(data.size()).isEqualTo(1);
    assertThat(data.classNames()).containsExactly("a");
  }

  @Test
  void anEmptyClassStillCounts() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    picture("b/b.png", 1);
    Files.createDirectories(folder.resolve("c"));

    Dataset data = ImageFolder.load(folder, 1, 1, 1);
    assertThat(data.classNames()).containsExactly("a", "b", "c");
    assertThat(data.classIndices()).containsExactly(1);
  }

  @Test
  void aBrokenImageIsNamed() throws IOException {
    picture("a/a.png", 1);
    text("a/b.png");

    assertThatThrownBy(() -> ImageFolder.load(folder, 1, 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve("a").resolve("b.png").toString());
  }

  @Test
  void streamedImagesAreTheSameInTheSameOrder() throws IOException {
    for (int i = 0; i < 20; i++) {
      picture((i < 10 ? "a/" : "b/") + i + ".png", 10 * i);
    }
    Files.createDirectories(folder.resolve("c"));
    Dataset loaded = ImageFolder.load(folder, 2, 4, 3);
    Dataset streamed = ImageFolder.stream(folder, 2, 4, 3);

    assertThat(streamed.streamed()).isTrue();
    assertThat(streamed).hasToString(loaded.toString());
    assertThat(streamed.classNames()).isEqualTo(loaded.classNames());
    assertThat(streamed.classIndices()).isEqualTo(loaded.classIndices());
    for (int i = 0; i < 20; i++) {
      assertThat(streamed.sample(i)).isEqualTo(loaded.sample(i));
    }
  }

  /** Levels that one byte would not tell apart. */
  @Test
  void aPictureOfSixteenBitsKeepsThem() throws IOException {
    picture("a/a.png", 51);
    BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 12_345);
    Files.createDirectories(folder.resolve("b"));
    ImageIO.write(deep, "png", folder.resolve("b/b.png").toFile());

    Dataset loaded = ImageFolder.load(folder, 1, 1, 1);
    Dataset streamed = ImageFolder.stream(folder, 1, 1, 1);
    assertThat(loaded).hasToString("Dataset(2 samples of shape (1, 1, 1), floats, 2 classes)");
    assertThat(streamed).hasToString(loaded.toString());
    assertThat(streamed.streamed()).isTrue();
    for (int i = 0; i < 2; i++) {
      float value = loaded.classIndices()[i] == 0 ? 51 * Dataset.PIXEL_SCALE : 12_345 / 65_535f;
      assertThat(loaded.sample(i)).containsExactly(value);
      assertThat(streamed.sample(i)).containsExactly(value);
    }
  }

  @Test
  void aStreamedImageIsReadWhenItIsNeeded() throws IOException {
    picture("a/a.png", 1);
    picture("a/b.png", 2);
    Dataset data = ImageFolder.stream(folder, 1, 1, 1);
    Path second = folder.resolve("a").resolve("b.png");
    int row = data.sample(0)[0] > 1.5f / 255 ? 0 : 1;
    text("a/b.png");

    assertThatThrownBy(() -> data.sample(row))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("sample 1: " + second + ": needed a PNG, JPEG, GIF or BMP image");
    Files.delete(second);
    assertThatThrownBy(() -> data.sample(row))
        .hasMessageContainingAll("sample 1", second.toString(), "no such file");
    assertThat(data.sample(1 - row)).containsExactly(1f / 255f);
  }

  @Test
  void aFolderWithoutImagesIsRefused() throws IOException {
    picture("a.png", 1);
    Files.createDirectories(folder.resolve("a"));

    assertThatThrownBy(() -> ImageFolder.load(folder, 1, 1, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder
                + ": needed a subfolder for each class, with images (png, jpg, jpeg, gif, bmp),"
                + " got 1 subfolder(s), no image");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> ImageFolder.load(none, 1, 1, 1))
        .hasMessageContainingAll(none.toString(), "no such folder");
    Path file = folder.resolve("a.png");
    assertThatThrownBy(() -> ImageFolder.load(file, 1, 1, 1))
        .hasMessageContainingAll(file.toString(), "no such folder");
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ImageFolder.load(folder, 1, 1, 4));
  }
}
