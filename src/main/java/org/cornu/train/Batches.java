package org.cornu.train;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The batches of a data set in some order. For one thread: its buffers are used again. */
final class Batches {

  private final Dataset data;
  private final int[] rows;
  private final int batchSize;
  private final Shape input;
  private final Shape output;
  private final byte[] bytes;
  private final float[] floats;
  private final float[] targets;

  /**
   * Batches with labels.
   *
   * @param rows numbers of the samples, in order
   * @param output shape of one sample's label; null for batches without labels
   */
  Batches(Dataset data, int[] rows, int batchSize, Shape output) {
    this.data = data;
    this.rows = rows;
    this.batchSize = Math.min(batchSize, rows.length);
    this.input = shape(data);
    this.output = output;
    int size = Math.toIntExact(this.batchSize * input.size());
    this.bytes = new byte[data.bytes() ? size : 0];
    this.floats = new float[data.bytes() ? 0 : size];
    this.targets = new float[output == null ? 0 : Math.toIntExact(this.batchSize * output.size())];
  }

  /** All samples in their own order. */
  static int[] inOrder(Dataset data) {
    return IntStream.range(0, data.size()).toArray();
  }

  /** One sample's shape. */
  static Shape shape(Dataset data) {
    return Shape.of(IntStream.of(data.shape()).asLongStream().toArray());
  }

  int count() {
    return (rows.length + batchSize - 1) / batchSize;
  }

  /** One batch, counted from 0; the caller closes it. */
  Batch batch(int index) {
    int from = index * batchSize;
    int to = Math.min(from + batchSize, rows.length);
    return new Batch(features(from, to), output == null ? null : target(from, to), to - from);
  }

  private TType features(int from, int to) {
    Shape shape = Shape.of(to - from).append(input);
    if (data.bytes()) {
      data.features(rows, from, to, ByteBuffer.wrap(bytes));
      return TUint8.tensorOf(shape, DataBuffers.of(bytes, true, false).slice(0, shape.size()));
    }
    data.features(rows, from, to, FloatBuffer.wrap(floats));
    return TFloat32.tensorOf(shape, DataBuffers.of(floats, true, false).slice(0, shape.size()));
  }

  private TFloat32 target(int from, int to) {
    Shape shape = Shape.of(to - from).append(output);
    int width = Math.toIntExact(output.size());
    data.targets(rows, from, to, width, FloatBuffer.wrap(targets));
    return TFloat32.tensorOf(shape, DataBuffers.of(targets, true, false).slice(0, shape.size()));
  }
}
