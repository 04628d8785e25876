package org.cornu.plot;

/**
 * A place on the picture, in points; y goes down.
 *
 * @param x of its left edge
 * @param y of its upper edge
 */
record Rect(double x, double y, double width, double height) {

  double right() {
    return x + width;
  }

  double bottom() {
    return y + height;
  }

  Rect moved(double dx, double dy) {
    return new Rect(x + dx, y + dy, width, height);
  }
}
