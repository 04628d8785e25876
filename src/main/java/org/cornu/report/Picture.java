package org.cornu.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.cornu.files.AtomicFile;

/**
 * Something drawn on white, saved as PNG at twice its size so that it is sharp on paper.
 *
 * @param width in points, half the pixels of the file
 * @param height in points, half the pixels of the file
 * @param painter draws it, in points
 */
record Picture(int width, int height, Consumer<Graphics2D> painter) {

  private static final int SCALE = 2;

  /**
   * Where a PNG file holds its width: after the signature and the first chunk's length and name.
   */
  private static final int PNG_WIDTH_OFFSET = 16;

  void save(Path png) throws IOException {
    Optional<String> missing = Fonts.missing();
    if (missing.isPresent()) {
      throw new IOException(png + ": " + missing.get());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image(), "png", bytes);
    AtomicFile.write(png, bytes.toByteArray());
  }

  /** The width in points of a picture that was saved. */
  static int width(byte[] png) {
    return ByteBuffer.wrap(png).getInt(PNG_WIDTH_OFFSET) / SCALE;
  }

  private BufferedImage image() {
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.scale(SCALE, SCALE);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, width, height);
      painter.accept(g);
    } finally {
      g.dispose();
    }
    return image;
  }
}
