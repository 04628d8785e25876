package org.cornu.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.cornu.files.AtomicFile;

/**
 * Something drawn on white, saved as PNG, by default at twice its size so that it is sharp on
 * paper.
 *
 * @param width in points
 * @param height in points
 * @param painter draws it, in points
 * @param scale pixels of the file per point
 */
public record Picture(int width, int height, Consumer<Graphics2D> painter, double scale) {

  private static final int SCALE = 2;

  /**
   * Where a PNG file holds its width: after the signature and the first chunk's length and name.
   */
  private static final int PNG_WIDTH_OFFSET = 16;

  /** A picture of two pixels per point. */
  public Picture(int width, int height, Consumer<Graphics2D> painter) {
    this(width, height, painter, SCALE);
  }

  /** With so many pixels per point. */
  public Picture scale(double scale) {
    return new Picture(width, height, painter, scale);
  }

  /**
   * Writes it as PNG, beside its target and moved into place.
   *
   * @throws IOException if it cannot be written, or this machine has no fonts
   */
  public void save(Path png) throws IOException {
    Fonts.need(png);
    AtomicFile.write(png, png());
  }

  /** The bytes of a PNG file; it needs fonts ({@link Fonts#missing}). */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /** The width in points of a picture that was saved at two pixels per point. */
  public static int width(byte[] png) {
    return ByteBuffer.wrap(png).getInt(PNG_WIDTH_OFFSET) / SCALE;
  }

  private BufferedImage image() {
    BufferedImage image =
        new BufferedImage(pixels(width), pixels(height), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
      g.scale(scale, scale);
      painter.accept(g);
    } finally {
      g.dispose();
    }
    return image;
  }

  private int pixels(int points) {
    return Math.max(1, (int) Math.round(points * scale));
  }
}
