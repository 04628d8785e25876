package org.cornu.zoo;

import java.util.Arrays;
import org.cornu.data.Sample;
import org.cornu.data.SampleMap;
import org.cornu.random.Draws;

/**
 * Another hand's writing of the same digit: each picture of (28, 28, 1) pixels turned, zoomed,
 * slanted, shifted and bent, in one reading (Simard, Steinkraus, Platt: "Best practices for
 * convolutional neural networks applied to visual document analysis", 2003). Layers one after
 * another, each of which reads between pixels, would blur strokes of two pixels.
 *
 * @param degrees turned by up to so many, either way
 * @param zoom the natural logarithm of the largest zoom of height and of width
 * @param slant pixels by which rows are shifted against their neighbours, at most
 * @param shift pixels, at most
 * @param bend pixels by which the points are moved that hold a cubic B-spline, at most
 */
record Distortion(double degrees, double zoom, double slant, double shift, double bend)
    implements SampleMap {

  private static final int SIZE = 28;
  private static final double MIDDLE = (SIZE - 1) / 2.0;

  /** The points lie in a square of so many, 7 pixels apart, the outer ones beyond the edges. */
  private static final int POINTS = 7;

  private static final int APART = SIZE / (POINTS - 3);

  @Override
  public void change(Sample sample, Draws draws) {
    sample.set("features", distorted(sample.bytes("features"), draws));
  }

  byte[] distorted(byte[] pixels, Draws draws) {
    double angle = Math.toRadians(either(draws, degrees));
    double zoomRow = StrictMath.exp(either(draws, zoom));
    double zoomColumn = StrictMath.exp(either(draws, zoom));
    double slanted = either(draws, slant);
    double shiftRow = either(draws, shift);
    double shiftColumn = either(draws, shift);
    double[][] bendRow = bends(draws);
    double[][] bendColumn = bends(draws);
    double sin = StrictMath.sin(angle);
    double cos = StrictMath.cos(angle);
    byte[] result = new byte[pixels.length];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double row = (i - MIDDLE - shiftRow) * zoomRow;
        double column = (j - MIDDLE - shiftColumn) * zoomColumn + slanted * row;
        double fromRow = MIDDLE + cos * row + sin * column + bendRow[i][j];
        double fromColumn = MIDDLE - sin * row + cos * column + bendColumn[i][j];
        result[i * SIZE + j] = (byte) Math.round(between(pixels, fromRow, fromColumn));
      }
    }
    return result;
  }

  private static double either(Draws draws, double most) {
    return (2 * draws.uniform() - 1) * most;
  }

  /** How far each pixel is moved along one axis. */
  private double[][] bends(Draws draws) {
    double[][] points = new double[POINTS][POINTS];
    for (double[] row : points) {
      Arrays.setAll(row, k -> either(draws, bend));
    }
    return spline(transposed(spline(points)));
  }

  /** Rows of points as rows of pixels. */
  private static double[][] spline(double[][] points) {
    double[][] result = new double[SIZE][points[0].length];
    for (int i = 0; i < SIZE; i++) {
      double t = (double) (i % APART) / APART;
      double[] weights = {
        (1 - t) * (1 - t) * (1 - t) / 6,
        (3 * t * t * t - 6 * t * t + 4) / 6,
        (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6,
        t * t * t / 6
      };
      for (int k = 0; k < weights.length; k++) {
        for (int j = 0; j < result[i].length; j++) {
          result[i][j] += weights[k] * points[i / APART + k][j];
        }
      }
    }
    return result;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] result = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j][i] = rows[i][j];
      }
    }
    return result;
  }

  /** The bilinear value between four pixels; beyond the edges it is black. */
  private static double between(byte[] pixels, double row, double column) {
    int top = (int) Math.floor(row);
    int left = (int) Math.floor(column);
    double down = row - top;
    double right = column - left;
    return (1 - down) * mixed(pixels, top, left, right)
        + down * mixed(pixels, top + 1, left, right);
  }

  private static double mixed(byte[] pixels, int row, int column, double right) {
    return (1 - right) * at(pixels, row, column) + right * at(pixels, row, column + 1);
  }

  private static int at(byte[] pixels, int row, int column) {
    boolean inside = row >= 0 && row < SIZE && column >= 0 && column < SIZE;
    return inside ? pixels[row * SIZE + column] & 0xff : 0;
  }
}
