package org.cornu.cli;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;

/** Tells whether a folder still holds the data that it held, by a sum over pictures and labels. */
final class DataSum {

  private static final int ROWS = 1000;

  private DataSum() {}

  /** Eight hexadecimal digits. */
  static String of(Mnist mnist) {
    CRC32C sum = new CRC32C();
    add(mnist.train(), sum);
    add(mnist.test(), sum);
    return "%08x".formatted(sum.getValue());
  }

  private static void add(Dataset data, CRC32C sum) {
    int sample = IntStream.of(data.shape()).reduce(1, Math::multiplyExact);
    int[] rows = IntStream.range(0, data.size()).toArray();
    ByteBuffer pixels = ByteBuffer.allocate(ROWS * sample);
    for (int from = 0; from < rows.length; from += ROWS) {
      data.features(rows, from, Math.min(from + ROWS, rows.length), pixels.clear());
      sum.update(pixels.flip());
    }
    for (int label : data.classIndices()) {
      sum.update(label);
    }
  }
}
