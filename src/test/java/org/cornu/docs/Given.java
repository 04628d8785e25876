package org.cornu.docs;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.cornu.data.Mnist;

/** What the pages take for granted: some digits, and files of a reader's own, all small. */
public final class Given {

  private static Mnist few;

  private Given() {}

  /** In place of {@code Mnist.load()}: 640 digits to train on, and 200 to test. */
  public static synchronized Mnist mnist() {
    if (few == null) {
      Mnist all = Mnist.load();
      few = new Mnist(all.train().take(640), all.test().take(200));
    }
    return few;
  }

  /** Writes the files that the pages name. */
  static void write(Path folder) throws IOException {
    Random random = new Random(1);
    StringBuilder iris = new StringBuilder("length,width,species\n");
    StringBuilder houses = new StringBuilder("id;rooms;area;price\n");
    for (int i = 0; i < 60; i++) {
      String species = new String[] {"setosa", "versicolor", "virginica"}[i / 20];
      iris.append(
          String.format(Locale.ROOT, "%.2f,%.2f,%s%n", i / 20 + random.nextDouble(), 1.5, species));
      houses.append(
          String.format(Locale.GERMANY, "%d;%d;%.1f;%.2f%n", i, 1 + i % 5, 20.5 + i, 1000.5 * i));
    }
    Files.writeString(folder.resolve("iris.csv"), iris);
    Files.writeString(folder.resolve("houses.csv"), houses);
    for (String set : new String[] {"pets", "some"}) {
      for (String kind : new String[] {"cat", "dog"}) {
        pictures(
            Files.createDirectories(folder.resolve(set).resolve(kind)), kind.equals("cat"), random);
      }
    }
  }

  private static void pictures(Path folder, boolean bright, Random random) throws IOException {
    for (int i = 0; i < 8; i++) {
      BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 40 * 30; pixel++) {
        int level = random.nextInt(120) + (bright ? 130 : 0);
        picture.setRGB(pixel % 40, pixel / 40, new Color(level, level, 255 - level).getRGB());
      }
      ImageIO.write(picture, "jpg", folder.resolve(i + ".jpg").toFile());
    }
  }
}
