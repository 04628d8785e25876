package org.cornu.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/** Text around a point. */
final class Text {

  private static final double CAPITALS = 0.72; // the height of capitals and figures in an ascent

  private Text() {}

  /** Text whose middle is at (x, y). */
  static void centred(Graphics2D g, String text, Font font, Color ink, double x, double y) {
    g.setFont(font);
    g.setColor(ink);
    double height = g.getFontMetrics().getAscent() * CAPITALS;
    g.drawString(text, (float) (x - width(g, text, font) / 2), (float) (y + height / 2));
  }

  /** Text that reads upwards, its middle at (x, y). */
  static void upright(Graphics2D g, String text, Font font, Color ink, double x, double y) {
    Graphics2D side = (Graphics2D) g.create();
    side.rotate(-Math.PI / 2, x, y);
    centred(side, text, font, ink, x, y);
    side.dispose();
  }

  /** The font, made smaller where the text would be wider than it may. */
  static Font fitted(Graphics2D g, String text, Font font, double widest) {
    double width = width(g, text, font);
    return width <= widest ? font : font.deriveFont((float) (font.getSize2D() * widest / width));
  }

  static double width(Graphics2D g, String text, Font font) {
    return g.getFontMetrics(font).getStringBounds(text, g).getWidth();
  }
}
