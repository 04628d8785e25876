package org.cornu.plot;

import java.awt.Color;
import java.awt.Shape;
import org.cornu.plot.Lettering.Line;

/** What a plot is drawn on: the few things that pixels and SVG both have. */
interface Canvas {

  /** What is drawn until {@link #close} belongs together, and has a text. */
  void open(String text);

  void close();

  void fill(Shape shape, Color colour);

  void stroke(Shape shape, Color colour, double width);

  void text(Line line);
}
