package org.cornu.plot;

import java.util.ArrayList;
import java.util.List;
import org.cornu.plot.Lettering.Line;
import org.cornu.plot.Lettering.Style;

/**
 * What stands in a box, measured: a head with name and class, and the shapes under it.
 *
 * @param width in points
 * @param head the head's height; a frame's card has nothing else
 * @param height of it all
 * @param lines texts and their places, from the box's upper left corner
 */
record Card(Box box, double width, double head, double height, List<Line> lines) {

  private static final double WIDEST = 220; // of a text
  private static final double NARROWEST = 100; // of a box
  private static final double MARGIN = 8;
  private static final double LEADING = 15;
  private static final double GAP = 14; // between name and class
  private static final double LABELS = 24; // what "out" and a space take
  private static final int NAME_LINES = 2;

  static Card of(Box box) {
    List<Line> lines = new ArrayList<>();
    double name = Lettering.width(box.name(), Style.NAME);
    double type = Lettering.width(box.classText(), Style.CLASS);
    boolean abreast = box.name().isEmpty() || name + GAP + type <= WIDEST;
    double y = 1;
    if (!abreast) {
      for (String part : Lettering.wrapped(box.name(), Style.NAME, WIDEST, NAME_LINES)) {
        lines.add(Line.at(MARGIN, y += LEADING, part, Style.NAME));
      }
      String fitted = Lettering.fitted(box.classText(), Style.CLASS, WIDEST);
      lines.add(Line.at(MARGIN, y += LEADING, fitted, Style.CLASS));
    } else if (box.name().isEmpty()) {
      String fitted = Lettering.fitted(box.classText(), Style.CLASS, WIDEST);
      lines.add(Line.at(MARGIN, y += LEADING, fitted, Style.CLASS));
    } else {
      lines.add(Line.at(MARGIN, y += LEADING, box.name(), Style.NAME));
    }
    double head = y + 6;
    double height = head;
    if (!box.nested() && box.inputs().size() + box.outputs().size() > 0) {
      y = addShapes(lines, "in", box.inputs(), head + 1);
      y = addShapes(lines, "out", box.outputs(), y);
      height = y + 6;
    }
    boolean classAtRight = abreast && !box.name().isEmpty();
    double widest = lines.stream().mapToDouble(line -> line.x() + line.width()).max().orElse(0);
    double least = classAtRight ? Math.max(widest, MARGIN + name + GAP + type) : widest;
    double width = Math.max(NARROWEST, Math.ceil(least + MARGIN));
    if (classAtRight) {
      double x = width - MARGIN - type;
      lines.add(1, new Line(box.classText(), Style.CLASS, x, 1 + LEADING, type));
    }
    return new Card(box, width, head, height, List.copyOf(lines));
  }

  /** The head of a frame that goes on in a next column. */
  Card continued() {
    Box again =
        Box.of(box.id(), box.name(), box.className() + ", continued").containing(box.boxes());
    return of(again);
  }

  private static double addShapes(List<Line> lines, String label, List<String> shapes, double top) {
    double y = top;
    for (String shape : shapes) {
      y += LEADING;
      if (y == top + LEADING) {
        lines.add(Line.at(MARGIN, y, label, Style.LABEL));
      }
      String fitted = Lettering.fitted(shape, Style.SHAPE, WIDEST - LABELS);
      lines.add(Line.at(MARGIN + LABELS, y, fitted, Style.SHAPE));
    }
    return y;
  }
}
