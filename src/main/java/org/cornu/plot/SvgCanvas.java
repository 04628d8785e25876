package org.cornu.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.cornu.plot.Lettering.Line;

/**
 * Draws as SVG. Each text has the width that it was measured with, so that it fits its box where
 * the viewer has another font too.
 */
final class SvgCanvas implements Canvas {

  private static final String FONTS = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  /** A picture of a size in points, with a title and a description for who cannot see it. */
  SvgCanvas(double width, double height, String title, String description) {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      line();
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
      attributes("role", "img", "width", number(width), "height", number(height));
      attributes("viewBox", "0 0 " + number(width) + " " + number(height));
      attributes("font-family", FONTS);
      line();
      element("title", title);
      element("desc", description);
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  /** The whole file. */
  String finish() {
    try {
      xml.writeEndElement();
      line();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
    return text.toString();
  }

  @Override
  public void open(String tooltip) {
    try {
      xml.writeStartElement("g");
      element("title", tooltip);
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    try {
      xml.writeEndElement();
      line();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void fill(Shape shape, Color colour) {
    shape(shape, "fill", hex(colour));
  }

  @Override
  public void stroke(Shape shape, Color colour, double width) {
    shape(shape, "fill", "none", "stroke", hex(colour), "stroke-width", number(width));
  }

  @Override
  public void text(Line line) {
    Font font = line.style().font();
    try {
      xml.writeStartElement("text");
      attributes("x", number(line.x()), "y", number(line.baseline()));
      attributes("font-size", number(font.getSize2D()), "fill", hex(line.style().ink()));
      if (font.isBold()) {
        attributes("font-weight", "bold");
      }
      attributes("textLength", number(line.width()), "lengthAdjust", "spacingAndGlyphs");
      xml.writeCharacters(printable(line.text()));
      xml.writeEndElement();
      line();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  private void shape(Shape shape, String... attributes) {
    try {
      if (shape instanceof Rectangle2D rect) {
        xml.writeEmptyElement("rect");
        attributes("x", number(rect.getX()), "y", number(rect.getY()));
        attributes("width", number(rect.getWidth()), "height", number(rect.getHeight()));
      } else {
        xml.writeEmptyElement("path");
        attributes("d", path(shape));
      }
      attributes(attributes);
      line();
    } catch (XMLStreamException e) {
      throw unwritable(e);
    }
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] xy = new double[6];
    for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
      int kind = at.currentSegment(xy);
      path.append("MLQCZ".charAt(kind));
      int numbers = new int[] {2, 2, 4, 6, 0}[kind];
      for (int i = 0; i < numbers; i++) {
        path.append(i == 0 ? "" : " ").append(number(xy[i]));
      }
    }
    return path.toString();
  }

  private void element(String name, String content) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(printable(content));
    xml.writeEndElement();
    line();
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  /** XML has no place for control characters, and half a pair is no character. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .map(c -> c < ' ' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? ' ' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /** In hundredths of a point, with no zeros at the end. */
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : String.format(Locale.ROOT, "%.2f", hundredths / 100.0).replaceAll("0$", "");
  }

  private static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
  }

  private static IllegalStateException unwritable(XMLStreamException e) {
    return new IllegalStateException("svg cannot be made: " + e.getMessage(), e);
  }
}
