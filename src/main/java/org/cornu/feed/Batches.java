package org.cornu.feed;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The batches of a data set in some order. For one thread: its buffers are used again. */
public final class Batches {

  private static final int MOST_SAMPLES = 256;

  /** What is read or answered by one batch: a quarter of a gigabyte. */
  private static final int MOST_NUMBERS = 1 << 26;

  private final Dataset data;
  private final int[] rows;
  private final int batchSize;
  private final Shape input;
  private final Shape output;
  private final boolean asBytes;
  private final byte[] bytes;
  private final float[] floats;
  private final float[] targets;

  private Batches(Dataset data, int[] rows, int batchSize, boolean asBytes, Shape output) {
    this.data = data;
    this.rows = rows;
    this.batchSize = Math.min(batchSize, rows.length);
    this.input = shape(data);
    this.output = output;
    this.asBytes = asBytes;
    int size = Math.toIntExact(this.batchSize * input.size());
    this.bytes = new byte[asBytes ? size : 0];
    this.floats = new float[asBytes ? 0 : size];
    this.targets = new float[output == null ? 0 : Math.toIntExact(this.batchSize * output.size())];
  }

  /**
   * Batches with labels.
   *
   * @param rows numbers of the samples, in order
   * @param output shape of one sample's label
   */
  public static Batches labelled(Dataset data, int[] rows, int batchSize, Shape output) {
    return new Batches(data, rows, batchSize, data.bytes(), output);
  }

  /** Batches without labels, in the data's order. */
  public static Batches unlabelled(Dataset data, int batchSize) {
    return new Batches(data, inOrder(data.size()), batchSize, data.bytes(), null);
  }

  /** Batches without labels, in the data's order, bytes scaled to floats. */
  public static Batches floats(Dataset data, int batchSize) {
    return new Batches(data, inOrder(data.size()), batchSize, false, null);
  }

  /** The numbers of so many samples, in their own order. */
  public static int[] inOrder(int size) {
    return IntStream.range(0, size).toArray();
  }

  /** One sample's shape. */
  public static Shape shape(Dataset data) {
    return Shape.of(IntStream.of(data.shape()).asLongStream().toArray());
  }

  /**
   * How many samples are handed to TensorFlow at once when a net is only asked: of large ones
   * fewer.
   *
   * @param input shape of one sample
   * @param output shape of one answer
   */
  public static int size(Shape input, Shape output) {
    long sample = Math.max(input.size(), output.size());
    return (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / sample));
  }

  /**
   * Checks the samples' shape.
   *
   * @param call as the message names it
   * @param input shape of one sample that is needed
   * @throws IllegalArgumentException if it is another
   */
  public static void requireShape(String call, Shape input, Dataset data) {
    if (!shape(data).equals(input)) {
      throw new IllegalArgumentException(
          ("%s needs samples of shape %s, the net's input, got %s;"
                  + " change input(...) or the shape given to Dataset.of")
              .formatted(call, Shapes.text(input), Shapes.text(shape(data))));
    }
  }

  /** How many samples there are. */
  public int samples() {
    return rows.length;
  }

  /** How many batches there are. */
  public int count() {
    return (rows.length + batchSize - 1) / batchSize;
  }

  /**
   * The batches from one on, counted from 0. Those that are read from files are prepared by a
   * thread of their own; memory gives a batch in less time than it takes to hand it over.
   */
  public Feed from(int first) {
    return data.streamed() ? new Prefetch(this, first) : new OnDemand(this, first);
  }

  /** One batch, counted from 0; the caller closes it. */
  Batch batch(int index) {
    int from = index * batchSize;
    int to = Math.min(from + batchSize, rows.length);
    // Labels are read before native memory is taken: one that does not fit throws.
    if (output != null) {
      int width = Math.toIntExact(output.size());
      data.targets(rows, from, to, width, FloatBuffer.wrap(targets));
    }
    int size = to - from;
    TType features = features(from, to);
    try {
      return new Batch(
          List.of(features),
          output == null ? List.of() : List.of(tensor(targets, size, output)),
          size);
    } catch (RuntimeException | Error e) {
      features.close();
      throw e;
    }
  }

  private TType features(int from, int to) {
    if (!asBytes) {
      data.features(rows, from, to, FloatBuffer.wrap(floats));
      return tensor(floats, to - from, input);
    }
    data.features(rows, from, to, ByteBuffer.wrap(bytes));
    Shape shape = Shape.of(to - from).append(input);
    return TUint8.tensorOf(shape, DataBuffers.of(bytes, true, false).slice(0, shape.size()));
  }

  private static TFloat32 tensor(float[] values, int size, Shape sample) {
    Shape shape = Shape.of(size).append(sample);
    return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false).slice(0, shape.size()));
  }
}
