package org.cornu.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.cornu.drawing.Picture;
import org.cornu.history.ConfusionMatrix;

/** Draws a {@link ConfusionChart}. Lengths are in points. */
final class HeatMap {

  private static final Color DARK = new Color(0x08407E);
  private static final int TITLE_HEIGHT = 58;
  private static final int LABEL_HEIGHT = 28;
  private static final int MARGIN = 20;
  private static final int LARGEST_CELL = 46;
  private static final int SMALLEST_CELL = 9;
  private static final int SMALLEST_FONT = 6;
  private static final double WHITE_INK_FROM = 0.65; // where both inks have the same contrast
  private static final int WIDEST_MATRIX = 920;
  private static final int NAME_GAP = 8;
  private static final int LEAST_WIDTH = 360; // the title's

  private final ConfusionMatrix matrix;
  private final long[][] counts;
  private final List<String> classes;
  private final String title;
  private final int cell;
  private final Font nameFont;
  private final int nameWidth;
  private final boolean upright;
  private final double left;

  HeatMap(ConfusionMatrix matrix, List<String> classes, String title) {
    this.matrix = matrix;
    this.counts = matrix.counts();
    this.classes = classes.stream().map(HeatMap::shortened).toList();
    this.title = title;
    int fit = WIDEST_MATRIX / Math.max(1, classes.size());
    this.cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, fit));
    int longest = this.classes.stream().mapToInt(String::length).max().orElse(0);
    this.nameFont = Look.SMALL.deriveFont(Math.min(11f, cell - 1f));
    this.nameWidth = (int) (0.62 * nameFont.getSize2D() * longest) + 2 * NAME_GAP;
    this.upright = nameWidth > cell + 8;
    this.left = MARGIN + LABEL_HEIGHT + nameWidth;
  }

  Picture picture() {
    int size = cell * classes.size();
    int under = (upright ? nameWidth : LABEL_HEIGHT) + LABEL_HEIGHT;
    int width = Math.max(LEAST_WIDTH, (int) left + size + MARGIN);
    return new Picture(width, TITLE_HEIGHT + size + under + MARGIN / 2, this::draw);
  }

  private void draw(Graphics2D g) {
    double size = cell * classes.size();
    double middle = Math.max(left + size / 2, LEAST_WIDTH / 2.0);
    double room = 2 * (left + size + MARGIN - middle);
    Font font = Text.fitted(g, title, Look.TITLE, Math.max(room, LEAST_WIDTH) - MARGIN);
    Text.centred(g, title, font, Look.INK, middle, 18);
    Text.centred(g, outcome(), Look.LABEL, Look.PALE, middle, 40);
    g.translate(left, TITLE_HEIGHT);
    cells(g);
    names(g, size);
    double labelled = size + (upright ? nameWidth : LABEL_HEIGHT) + LABEL_HEIGHT / 2.0 - 4;
    Text.centred(g, "predicted class", Look.LABEL, Look.INK, size / 2, labelled);
    Text.upright(g, "true class", Look.LABEL, Look.INK, -nameWidth - LABEL_HEIGHT / 2.0, size / 2);
  }

  private String outcome() {
    return "%s of %s right (%s %%)"
        .formatted(
            Numbers.count(matrix.right()),
            Numbers.count(matrix.total()),
            Numbers.percent(matrix.accuracy()));
  }

  private void cells(Graphics2D g) {
    double most = Math.log1p(Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0));
    long widest = Math.round(Math.expm1(most));
    Font font = Text.fitted(g, Long.toString(widest), Look.LABEL, cell - 6);
    g.setStroke(new BasicStroke(1));
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        long count = counts[row][column];
        double weight = count == 0 ? 0 : Math.log1p(count) / most;
        Rectangle2D box = new Rectangle2D.Double(column * cell, row * cell, cell, cell);
        g.setColor(mixed(weight));
        g.fill(box);
        g.setColor(Look.GRID);
        g.draw(box);
        if (font.getSize2D() >= SMALLEST_FONT) {
          Color ink = count == 0 ? Look.FAINT : weight > WHITE_INK_FROM ? Color.WHITE : Look.INK;
          Text.centred(g, Long.toString(count), font, ink, box.getCenterX(), box.getCenterY());
        }
      }
    }
  }

  private void names(Graphics2D g, double size) {
    for (int k = 0; k < classes.size(); k++) {
      String name = classes.get(k);
      double middle = (k + 0.5) * cell;
      Font font = Text.fitted(g, name, nameFont, nameWidth - NAME_GAP);
      double away = NAME_GAP + Text.width(g, name, font) / 2;
      Text.centred(g, name, font, Look.INK, -away, middle);
      if (upright) {
        Text.upright(g, name, font, Look.INK, middle, size + away);
      } else {
        Text.centred(g, name, font, Look.INK, middle, size + 14);
      }
    }
  }

  private static String shortened(String name) {
    return name.length() <= 20 ? name : name.substring(0, 19) + "…";
  }

  private static Color mixed(double weight) {
    return new Color(
        mixed(DARK.getRed(), weight),
        mixed(DARK.getGreen(), weight),
        mixed(DARK.getBlue(), weight));
  }

  private static int mixed(int dark, double weight) {
    return (int) Math.round(255 + weight * (dark - 255));
  }
}
