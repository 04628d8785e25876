package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class DigitImageTest {

  private static final int SIZE = 28;

  @Test
  void aLightOnDarkPictureOfTheRightSizeStaysAsItIs() {
    BufferedImage image = blank(SIZE, SIZE, Color.BLACK);
    image.setRGB(1, 0, Color.WHITE.getRGB());
    byte[] pixels = DigitImage.pixels(image, SIZE, SIZE);
    assertThat(pixels).hasSize(SIZE * SIZE);
    assertThat(pixels[1]).isEqualTo((byte) 255);
    assertThat(sum(pixels)).isEqualTo(255);
  }

  @Test
  void aDarkOnLightPictureIsTurnedRound() {
    BufferedImage image = blank(SIZE, SIZE, Color.WHITE);
    image.setRGB(1, 0, Color.BLACK.getRGB());
    byte[] pixels = DigitImage.pixels(image, SIZE, SIZE);
    assertThat(pixels[1]).isEqualTo((byte) 255);
    assertThat(sum(pixels)).isEqualTo(255);
  }

  @Test
  void aPictureOfAnotherSizeIsScaledTo20PixelsInTheMiddle() {
    byte[] pixels = DigitImage.pixels(bar(300, 200, Color.WHITE, Color.BLACK), SIZE, SIZE);
    assertIsBar(pixels);
  }

  @Test
  void weakInkOnColouredPaperIsStretchedToFullContrast() {
    BufferedImage image = bar(300, 200, new Color(40, 90, 40), new Color(200, 180, 60));
    assertIsBar(DigitImage.pixels(image, SIZE, SIZE));
  }

  @Test
  void theCentreOfMassMovesToTheMiddle() {
    // An L: a high stem at the left, a foot to the right.
    BufferedImage image = blank(100, 100, Color.WHITE);
    fill(image, Color.BLACK, 50, 10, 10, 80);
    fill(image, Color.BLACK, 50, 80, 40, 10);
    byte[] pixels = DigitImage.pixels(image, SIZE, SIZE);
    double down = 0;
    double across = 0;
    for (int i = 0; i < pixels.length; i++) {
      down += (pixels[i] & 0xff) * (i / SIZE + 0.5);
      across += (pixels[i] & 0xff) * (i % SIZE + 0.5);
    }
    assertThat(down / sum(pixels)).isCloseTo(SIZE / 2.0, within(0.51));
    assertThat(across / sum(pixels)).isCloseTo(SIZE / 2.0, within(0.51));
  }

  @Test
  void whatIsTransparentIsPaper() {
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
    fill(image, Color.BLACK, 220, 50, 20, 100);
    assertIsBar(DigitImage.pixels(image, SIZE, SIZE));
  }

  @Test
  void anEmptyPictureIsBlack() {
    assertThat(sum(DigitImage.pixels(blank(90, 60, Color.WHITE), SIZE, SIZE))).isZero();
    assertThat(sum(DigitImage.pixels(blank(1, 1, Color.GRAY), SIZE, SIZE))).isZero();
  }

  /** An upright bar of 20x100 pixels far from the middle. */
  private static BufferedImage bar(int width, int height, Color paper, Color ink) {
    BufferedImage image = blank(width, height, paper);
    fill(image, ink, 220, 50, 20, 100);
    return image;
  }

  /** Rows 4 to 23, columns 12 to 15, full. */
  private static void assertIsBar(byte[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      int y = i / SIZE;
      int x = i % SIZE;
      boolean inside = y >= 4 && y < 24 && x >= 12 && x < 16;
      assertThat(pixels[i] & 0xff).as("row %d, column %d", y, x).isEqualTo(inside ? 255 : 0);
    }
  }

  private static BufferedImage blank(int width, int height, Color paper) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(image, paper, 0, 0, width, height);
    return image;
  }

  private static void fill(BufferedImage image, Color color, int x, int y, int width, int height) {
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(x, y, width, height);
    g.dispose();
  }

  private static long sum(byte[] pixels) {
    long sum = 0;
    for (byte value : pixels) {
      sum += value & 0xff;
    }
    return sum;
  }
}
