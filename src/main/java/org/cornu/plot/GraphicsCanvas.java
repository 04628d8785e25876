package org.cornu.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import org.cornu.plot.Lettering.Line;

/** Draws on what Java draws on: the pixels of a PNG. */
record GraphicsCanvas(Graphics2D g) implements Canvas {

  @Override
  public void open(String text) {}

  @Override
  public void close() {}

  @Override
  public void fill(Shape shape, Color colour) {
    g.setColor(colour);
    g.fill(shape);
  }

  @Override
  public void stroke(Shape shape, Color colour, double width) {
    g.setColor(colour);
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    g.draw(shape);
  }

  @Override
  public void text(Line line) {
    g.setColor(line.style().ink());
    g.setFont(line.style().font());
    g.drawString(line.text(), (float) line.x(), (float) line.baseline());
  }
}
