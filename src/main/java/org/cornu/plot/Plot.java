package org.cornu.plot;

import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.cornu.drawing.Fonts;
import org.cornu.drawing.Picture;
import org.cornu.files.AtomicFile;

/**
 * A diagram as a picture (Keras: {@code keras.utils.plot_model}). Boxes stand in layers from top to
 * bottom; what is taller than a page is cut into columns that read from left to right.
 *
 * <p>It needs the library Eclipse Layout Kernel, which is optional: add {@code
 * org.eclipse.elk:org.eclipse.elk.alg.layered} and {@code
 * org.eclipse.xtext:org.eclipse.xtext.xbase.lib} to your build.
 *
 * @param diagram what is drawn
 * @param columns how many columns at most; 0 for as many as make it fit a page
 * @param scale pixels of a PNG per point
 */
public record Plot(Diagram diagram, int columns, double scale) {

  private static final double MOST_PIXELS = 60e6;
  private static final String LIBRARY =
      "plot needs the Eclipse Layout Kernel, which %s; add to your build"
          + " org.eclipse.elk:org.eclipse.elk.alg.layered:0.11.0 and"
          + " org.eclipse.xtext:org.eclipse.xtext.xbase.lib:2.42.0";

  /** Checks the options; see {@link #columns(int)} and {@link #scale(double)}. */
  public Plot {
    Objects.requireNonNull(diagram, "plot needs a diagram, got null");
    if (columns < 0) {
      throw new IllegalArgumentException(
          "plot needs 0 or more columns, got columns=%s; 0 fits them to a page".formatted(columns));
    }
    if (!(scale > 0 && scale <= 10)) {
      throw new IllegalArgumentException(
          "plot needs a scale above 0, at most 10, got scale=%s".formatted(scale));
    }
  }

  /** Columns as they fit a page, two pixels per point. */
  public static Plot of(Diagram diagram) {
    return new Plot(diagram, 0, 2);
  }

  /** In so many columns at most; 1 keeps all in one, as Keras does; 0 fits them to a page. */
  public Plot columns(int columns) {
    return new Plot(diagram, columns, scale);
  }

  /**
   * With so many pixels of a PNG per point, above 0, at most 10; 2 by default. Fewer are taken
   * where the picture would have more than 60 million.
   */
  public Plot scale(double scale) {
    return new Plot(diagram, columns, scale);
  }

  /**
   * Writes it as PNG or SVG, by the file's ending, beside its target and moved into place; missing
   * folders are made.
   *
   * @throws IllegalArgumentException for another ending
   * @throws IllegalStateException if the Eclipse Layout Kernel is missing
   * @throws IOException if the file cannot be written, or this machine has no fonts
   */
  public void write(Path file) throws IOException {
    Objects.requireNonNull(file, "plot needs a file to write, got null");
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png") && !name.endsWith(".svg")) {
      throw new IllegalArgumentException(
          "plot needs a file that ends in .png or .svg, got %s".formatted(file));
    }
    Fonts.need(file);
    Layout layout = layout();
    if (name.endsWith(".svg")) {
      AtomicFile.write(file, svg(layout));
    } else {
      picture(layout).save(file);
    }
  }

  Layout layout() {
    Layout tall;
    try {
      tall = Layers.of(diagram);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(LIBRARY.formatted("is not on the class path"), e);
    } catch (LinkageError e) {
      throw new IllegalStateException(LIBRARY.formatted("is there in another version"), e);
    }
    return columns == 0 ? Columns.fitted(tall) : Columns.of(tall, columns);
  }

  private String svg(Layout layout) {
    SvgCanvas canvas =
        new SvgCanvas(layout.width(), layout.height(), diagram.name(), diagram.text());
    new Painter(canvas).paint(layout);
    return canvas.finish();
  }

  private Picture picture(Layout layout) {
    int width = (int) Math.ceil(layout.width());
    int height = (int) Math.ceil(layout.height());
    double most = Math.sqrt(MOST_PIXELS / ((double) width * height));
    return new Picture(width, height, g -> paint(layout, g)).scale(Math.min(scale, most));
  }

  private static void paint(Layout layout, Graphics2D g) {
    new Painter(new GraphicsCanvas(g)).paint(layout);
  }
}
