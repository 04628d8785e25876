package org.cornu.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.cornu.data.Dataset;
import org.cornu.data.ElementType;
import org.cornu.drawing.Picture;

/**
 * Samples that are images in rows, with words under each.
 *
 * @param title over them
 * @param data where they are
 * @param tiles one or more, which have as many words each
 * @param columns images in a row
 * @param size of an image's longer side, in points
 */
record Tiles(String title, Dataset data, List<Tile> tiles, int columns, int size) {

  private static final int TITLE = 34;
  private static final int LINE = 15;

  /**
   * An image and what stands under it.
   *
   * @param sample its number
   * @param caption a line each
   */
  record Tile(int sample, List<String> caption) {}

  /** Whether samples are grey or colour images. */
  static boolean areImages(Dataset data) {
    if (data.inputs().size() != 1) {
      return false;
    }
    int[] shape = data.shape();
    ElementType type = data.inputs().get(0).type();
    return (type == ElementType.PIXEL || type == ElementType.FLOAT32)
        && shape.length == 3
        && (shape[2] == 1 || shape[2] == 3);
  }

  Picture picture() {
    int[] shape = data.shape();
    double scale = (double) size / Math.max(shape[0], shape[1]);
    int gap = size / 4;
    int caption = 12 + LINE * tiles.get(0).caption().size();
    int rowHeight = (int) (scale * shape[0]) + caption + gap / 2;
    int rows = (tiles.size() + columns - 1) / columns;
    int width = columns * (size + gap) + gap;
    return new Picture(
        width,
        TITLE + rows * rowHeight,
        g -> {
          Font font = Text.fitted(g, title, Look.TITLE, width - 2 * gap);
          Text.centred(g, title, font, Look.INK, width / 2.0, TITLE / 2.0);
          for (int i = 0; i < tiles.size(); i++) {
            double middle = gap + i % columns * (size + gap) + size / 2.0;
            g.translate(middle, TITLE + i / columns * rowHeight);
            BufferedImage image = image(data.sample(tiles.get(i).sample()), shape);
            draw(g, image, scale, tiles.get(i).caption());
            g.translate(-middle, -TITLE - i / columns * rowHeight);
          }
        });
  }

  /** A sample (height x width x channels, row by row) as pixels; its range is 0 to 1 or wider. */
  static BufferedImage image(float[] sample, int[] shape) {
    double least = 0;
    double most = 1;
    for (float value : sample) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int channels = shape[2];
    BufferedImage image = new BufferedImage(shape[1], shape[0], BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < shape[0] * shape[1]; pixel++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        float value = sample[pixel * channels + Math.min(c, channels - 1)];
        rgb = rgb << 8 | (int) Math.round(255 * (value - least) / (most - least));
      }
      image.setRGB(pixel % shape[1], pixel / shape[1], rgb);
    }
    return image;
  }

  /** An image whose upper edge's middle is the origin, and the lines under it. */
  private void draw(Graphics2D g, BufferedImage image, double scale, List<String> lines) {
    int width = (int) (scale * image.getWidth());
    int height = (int) (scale * image.getHeight());
    g.drawImage(image, -width / 2, 0, width, height, null);
    g.setColor(Look.PALE);
    g.drawRect(-width / 2, 0, width, height);
    for (int i = 0; i < lines.size(); i++) {
      Font font = Text.fitted(g, lines.get(i), Look.SMALL, size + size / 4 - 6);
      Text.centred(g, lines.get(i), font, Look.INK, 0, height + 14 + LINE * i);
    }
  }
}
