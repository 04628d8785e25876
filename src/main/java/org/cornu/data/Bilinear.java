package org.cornu.data;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Resizes images with the bilinear (triangle) filter, whose width grows with the factor where the
 * image shrinks, so that every pixel counts. The arithmetic is Pillow's, in whole numbers: columns
 * first, then rows, each rounded to a level. One row is held at a time, and the sums it goes into.
 */
final class Bilinear {

  private Bilinear() {}

  /** Takes the rows of the resized image, from above. */
  interface Rows {

    /** One row of levels, which is written over afterwards. */
    void row(int y, int[] levels);
  }

  static void resize(Pixels in, int newHeight, int newWidth, Rows out) {
    int[] row = new int[in.width() * in.channels()];
    int[] narrowed = newWidth == in.width() ? row : new int[newWidth * in.channels()];
    Window[] across = new Window[narrowed == row ? 0 : newWidth];
    Arrays.setAll(across, x -> Window.of(x, in.width(), newWidth, in.white()));
    Lines lines = new Lines(in, newHeight, narrowed.length, out);
    for (int y = 0; y < in.height(); y++) {
      in.row(y, row);
      if (narrowed != row) {
        narrow(row, across, in.channels(), narrowed);
      }
      if (newHeight == in.height()) {
        out.row(y, narrowed);
      } else {
        lines.add(y, narrowed);
      }
    }
  }

  private static void narrow(int[] row, Window[] across, int channels, int[] narrowed) {
    for (int x = 0; x < across.length; x++) {
      if (channels == 3) {
        across[x].average(row, narrowed, 3 * x);
      } else {
        narrowed[x] = across[x].average(row);
      }
    }
  }

  /** The pixels that one new pixel averages, and their weights, which add up to one. */
  private record Window(int from, int[] weights, int white) {
    /** Of a weight: a sum of weighted levels fits into 31 and 63 bits. */
    private static final int BYTE_BITS = 22;

    private static final int SHORT_BITS = 30;

    static Window of(int index, int size, int newSize, int white) {
      double scale = (double) size / newSize;
      double reach = Math.max(scale, 1);
      double center = (index + 0.5) * scale;
      int from = Math.max((int) (center - reach + 0.5), 0);
      int to = Math.min((int) (center + reach + 0.5), size);
      double[] heights = new double[Math.max(0, to - from)];
      double sum = 0;
      for (int i = 0; i < heights.length; i++) {
        heights[i] = Math.max(0, 1 - Math.abs((from + i - center + 0.5) / reach));
        sum += heights[i];
      }
      int[] weights = new int[heights.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (int) (0.5 + heights[i] / sum * (1 << bits(white)));
      }
      return new Window(from, weights, white);
    }

    private static int bits(int white) {
      return white > 255 ? SHORT_BITS : BYTE_BITS;
    }

    int to() {
      return from + weights.length;
    }

    /** Of a row of grey. */
    int average(int[] row) {
      long sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += (long) row[from + i] * weights[i];
      }
      return level(sum);
    }

    /** Of a row of colours, all three at once: 1.7 times as fast as one after another. */
    void average(int[] row, int[] out, int to) {
      long red = 0;
      long green = 0;
      long blue = 0;
      for (int i = 0, at = 3 * from; i < weights.length; i++, at += 3) {
        long weight = weights[i];
        red += row[at] * weight;
        green += row[at + 1] * weight;
        blue += row[at + 2] * weight;
      }
      out[to] = level(red);
      out[to + 1] = level(green);
      out[to + 2] = level(blue);
    }

    /** A level from a sum of weighted ones, rounded. */
    int level(long sum) {
      int bits = bits(white);
      return (int) Math.min(sum + (1L << bits - 1) >> bits, white);
    }
  }

  /** The rows of the resized image that are on their way, from above. */
  private static final class Lines {
    private final Pixels in;
    private final int newHeight;
    private final Rows out;
    private final int[] finished;
    private final Deque<Line> open = new ArrayDeque<>();
    private int opened;
    private int closed;
    private Window next;

    Lines(Pixels in, int newHeight, int width, Rows out) {
      this.in = in;
      this.newHeight = newHeight;
      this.out = out;
      this.finished = new int[width];
      this.next = window();
    }

    private Window window() {
      return Window.of(opened, in.height(), newHeight, in.white());
    }

    /** Adds a row of the image to all to which it belongs. */
    void add(int y, int[] row) {
      while (opened < newHeight && next.from <= y) {
        open.add(in.white() > 255 ? new Deep(next, row.length) : new Plain(next, row.length));
        opened++;
        next = window();
      }
      for (Line line : open) {
        line.add(y, row);
      }
      while (!open.isEmpty() && open.peek().window().to() == y + 1) {
        open.poll().finish(finished);
        out.row(closed++, finished);
      }
    }
  }

  /** One of them: of each number, what the rows so far add to it. */
  private interface Line {

    Window window();

    void add(int y, int[] row);

    void finish(int[] levels);
  }

  /** In 256 levels, where a sum is an int, of which a processor adds several at once. */
  private record Plain(Window window, int[] sums) implements Line {

    Plain(Window window, int size) {
      this(window, new int[size]);
    }

    @Override
    public void add(int y, int[] row) {
      int weight = window.weights[y - window.from];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * row[i];
      }
    }

    @Override
    public void finish(int[] levels) {
      for (int i = 0; i < sums.length; i++) {
        levels[i] = window.level(sums[i]);
      }
    }
  }

  /** In 65,536 levels. */
  private record Deep(Window window, long[] sums) implements Line {

    Deep(Window window, int size) {
      this(window, new long[size]);
    }

    @Override
    public void add(int y, int[] row) {
      long weight = window.weights[y - window.from];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * row[i];
      }
    }

    @Override
    public void finish(int[] levels) {
      for (int i = 0; i < sums.length; i++) {
        levels[i] = window.level(sums[i]);
      }
    }
  }
}
