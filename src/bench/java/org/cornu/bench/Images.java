package org.cornu.bench;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;

/** Images that are not in any data set. */
final class Images {

  private Images() {}

  /** The first images, begun anew when they end; a copy where there are not enough of them. */
  static Dataset repeated(Dataset data, int count) {
    if (count <= data.size()) {
      return data.take(count);
    }
    int[] rows = IntStream.range(0, count).map(i -> i % data.size()).toArray();
    ByteBuffer pixels = ByteBuffer.allocate(count * data.sample(0).length);
    data.features(rows, 0, count, pixels);
    int[] classes = data.classIndices();
    return Dataset.of(
        pixels.array(), data.shape(), IntStream.of(rows).map(row -> classes[row]).toArray());
  }

  /** Colours at random, of ten classes. */
  static Dataset random(int count, int size) {
    Random random = new Random(1);
    float[] colours = new float[count * size * size * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = random.nextFloat();
    }
    int[] classes = IntStream.range(0, count).map(i -> i % 10).toArray();
    return Dataset.of(colours, new int[] {size, size, 3}, classes);
  }
}
