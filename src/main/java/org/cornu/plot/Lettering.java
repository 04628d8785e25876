package org.cornu.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/** The texts of a plot: how wide they are, and what to do where they are too wide. */
final class Lettering {

  private static final String ELLIPSIS = "\u2026";
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Lettering() {}

  /** A kind of text. */
  enum Style {
    NAME(Font.BOLD, 12, 0x222222),
    CLASS(Font.PLAIN, 11, 0x444444),
    SHAPE(Font.PLAIN, 11, 0x222222),
    LABEL(Font.PLAIN, 10, 0x5E5E5E);

    private final Font font;
    private final Color ink;

    Style(int weight, int size, int rgb) {
      font = new Font(Font.SANS_SERIF, weight, size);
      ink = new Color(rgb);
    }

    Font font() {
      return font;
    }

    Color ink() {
      return ink;
    }
  }

  /**
   * A text in its place.
   *
   * @param x of its left end, in points
   * @param baseline in points
   * @param width in points
   */
  record Line(String text, Style style, double x, double baseline, double width) {

    static Line at(double x, double baseline, String text, Style style) {
      return new Line(text, style, x, baseline, Lettering.width(text, style));
    }

    Line moved(double dx, double dy) {
      return new Line(text, style, x + dx, baseline + dy, width);
    }
  }

  static double width(String text, Style style) {
    return style.font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** The text, its middle left out where it is too wide: both ends tell layers apart. */
  static String fitted(String text, Style style, double widest) {
    if (width(text, style) <= widest) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    for (int kept = points.length - 1; kept > 1; kept--) {
      int head = (kept + 1) / 2;
      int tail = kept - head;
      String shorter =
          new String(points, 0, head) + ELLIPSIS + new String(points, points.length - tail, tail);
      if (width(shorter, style) <= widest) {
        return shorter;
      }
    }
    return ELLIPSIS;
  }

  /** The text in so many lines at most, broken behind marks such as an underscore. */
  static List<String> wrapped(String text, Style style, double widest, int most) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (lines.size() < most - 1 && width(rest, style) > widest) {
      int end = lineEnd(rest, style, widest);
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end);
    }
    lines.add(fitted(rest.strip(), style, widest));
    return lines;
  }

  private static int lineEnd(String text, Style style, double widest) {
    int fits = text.offsetByCodePoints(0, 1);
    int mark = 0;
    for (int end = fits; width(text.substring(0, end), style) <= widest; ) {
      fits = end;
      if ("_-/., ".indexOf(text.charAt(end - 1)) >= 0) {
        mark = end;
      }
      end = text.offsetByCodePoints(end, 1);
    }
    return mark > fits / 2 ? mark : fits;
  }
}
