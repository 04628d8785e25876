package org.cornu.bench;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;

/** More images than there are. */
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
}
