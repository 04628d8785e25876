package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class TilesTest {

  @Test
  void drawsGreyAndColourPixels() {
    BufferedImage grey = Tiles.image(new float[] {0, 1}, new int[] {1, 2, 1});
    assertThat(grey.getRGB(0, 0)).isEqualTo(0xff000000);
    assertThat(grey.getRGB(1, 0)).isEqualTo(0xffffffff);
    BufferedImage colour = Tiles.image(new float[] {1, 0, 0, 0, 0.2f, 1}, new int[] {2, 1, 3});
    assertThat(colour.getRGB(0, 0)).isEqualTo(0xffff0000);
    assertThat(colour.getRGB(0, 1)).isEqualTo(0xff0033ff);
  }

  @Test
  void stretchesValuesThatLieOutsideZeroToOne() {
    BufferedImage image = Tiles.image(new float[] {-1, 0, 3}, new int[] {1, 3, 1});
    assertThat(image.getRGB(0, 0)).isEqualTo(0xff000000);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xff404040);
    assertThat(image.getRGB(2, 0)).isEqualTo(0xffffffff);
  }
}
