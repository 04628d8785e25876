package org.cornu.bench;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;

/** Data that are in no file. */
final class Inputs {

  private Inputs() {}

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

  /** Numbers from 0 to 1 at random, of ten classes. */
  static Dataset random(int count, int... shape) {
    Random random = new Random(1);
    float[] numbers = new float[count * IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat();
    }
    return Dataset.of(numbers, shape, IntStream.range(0, count).map(i -> i % 10).toArray());
  }
}
