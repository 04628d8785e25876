package org.cornu.data;

/**
 * Resizes images with the bilinear (triangle) filter, whose width grows with the factor where the
 * image shrinks, so that every pixel counts. The arithmetic is Pillow's, in whole numbers: columns
 * first, then rows, each rounded to a byte.
 */
final class Bilinear {
  private static final int FRACTION_BITS = 22;

  private Bilinear() {}

  /** Any number of channels, which follows from the length of {@code pixels}. */
  static byte[] resize(byte[] pixels, int height, int width, int newHeight, int newWidth) {
    int channels = pixels.length / height / width;
    byte[] narrowed = resizeMiddle(pixels, height, width, channels, newWidth);
    return resizeMiddle(narrowed, 1, height, newWidth * channels, newHeight);
  }

  /** (outer, size, inner) to (outer, newSize, inner). */
  private static byte[] resizeMiddle(byte[] in, int outer, int size, int inner, int newSize) {
    if (size == newSize) {
      return in;
    }
    byte[] out = new byte[outer * newSize * inner];
    for (int i = 0; i < newSize; i++) {
      Window window = Window.of(i, size, newSize);
      for (int o = 0; o < outer; o++) {
        int from = (o * size + window.from) * inner;
        int to = (o * newSize + i) * inner;
        for (int j = 0; j < inner; j++) {
          out[to + j] = window.average(in, from + j, inner);
        }
      }
    }
    return out;
  }

  /** The pixels that one new pixel averages, and their weights, which add up to 1. */
  private record Window(int from, int[] weights) {

    static Window of(int index, int size, int newSize) {
      double scale = (double) size / newSize;
      double reach = Math.max(scale, 1);
      double center = (index + 0.5) * scale;
      int from = Math.max((int) (center - reach + 0.5), 0);
      int to = Math.min((int) (center + reach + 0.5), size);
      double[] heights = new double[to - from];
      double sum = 0;
      for (int i = 0; i < heights.length; i++) {
        heights[i] = Math.max(0, 1 - Math.abs((from + i - center + 0.5) / reach));
        sum += heights[i];
      }
      int[] weights = new int[heights.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (int) (0.5 + heights[i] / sum * (1 << FRACTION_BITS));
      }
      return new Window(from, weights);
    }

    byte average(byte[] in, int first, int stride) {
      int sum = 1 << (FRACTION_BITS - 1);
      for (int i = 0; i < weights.length; i++) {
        sum += (in[first + i * stride] & 0xFF) * weights[i];
      }
      return (byte) Math.min(sum >> FRACTION_BITS, 255);
    }
  }
}
