package org.cornu.feed;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.ElementType;
import org.cornu.data.PartSpec;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
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
  private final int together;
  private final Reading reading;
  private final Members members;
  private final Buffers buffers;

  private Batches(Dataset data, int[] rows, int batchSize, Reading reading, Members members) {
    this(data, rows, Math.min(batchSize, rows.length), 1, reading, members);
  }

  private Batches(
      Dataset data, int[] rows, int batchSize, int together, Reading reading, Members members) {
    this.data = data;
    this.rows = rows;
    this.batchSize = batchSize;
    this.together = together;
    this.reading = reading;
    this.members = members;
    int most = (int) Math.min((long) batchSize * together, rows.length);
    this.buffers = Buffers.of(reading.parts(), most);
  }

  /**
   * The same, so many of them one after another as if they were one; at the end there may be fewer.
   */
  public Batches together(int batches) {
    int most = Math.min(batches, count());
    return most == together ? this : new Batches(data, rows, batchSize, most, reading, members);
  }

  /**
   * Batches for a graph.
   *
   * @param rows numbers of the samples, in order
   */
  public static Batches of(Dataset data, int[] rows, int batchSize, Wants wants) {
    return of(data, rows, batchSize, wants, Members.ONE);
  }

  /**
   * The same for the graphs of a group.
   *
   * @param members whose shares are read, and nobody else's
   */
  public static Batches of(Dataset data, int[] rows, int batchSize, Wants wants, Members members) {
    return new Batches(data, rows, batchSize, Reading.of("fit", data, wants), members);
  }

  /** Batches of inputs alone, in the data's order, bytes scaled to floats. */
  public static Batches floats(Dataset data, int batchSize, Wants wants) {
    Reading reading = Reading.of("predict", data, wants);
    List<PartSpec> floats = new ArrayList<>();
    for (int i = 0; i < reading.inputs().size(); i++) {
      PartSpec part = reading.inputs().get(i);
      boolean bytes = part.type() == ElementType.PIXEL || part.type() == ElementType.UINT8;
      boolean wanted = wants.inputs().get(i).spec().isFloat();
      floats.add(bytes && wanted ? part.type(ElementType.FLOAT32) : part);
    }
    return new Batches(
        data, inOrder(data.size()), batchSize, new Reading(wants, floats, List.of()), Members.ONE);
  }

  /**
   * Checks that data have the parts that a graph is fed.
   *
   * @param call as the message names it
   * @throws IllegalArgumentException if one is missing, of another shape or type, or of a length
   *     that batches of sequences have not
   */
  public static void require(String call, Dataset data, Wants wants) {
    Reading.of(call, data, wants).requireCutTogether(call, data);
  }

  /** The numbers of so many samples, in their own order. */
  public static int[] inOrder(int size) {
    return IntStream.range(0, size).toArray();
  }

  /** Shape of one sample of a part. */
  public static Shape shape(PartSpec part) {
    return Reading.shape(part);
  }

  /**
   * How many samples are handed to TensorFlow at once when a net is only asked: of large ones
   * fewer.
   *
   * @param samples shapes of what is read and answered for one sample
   */
  public static int size(List<Shape> samples) {
    long largest = 1;
    for (Shape sample : samples) {
      long numbers = 1;
      for (long size : sample.asArray()) {
        numbers *= Math.max(1, size);
      }
      largest = Math.max(largest, numbers);
    }
    return (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / largest));
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

  /** How many are given at once. */
  int together() {
    return together;
  }

  /** One batch, counted from 0, and those that go with it; the caller closes it. */
  Batch batch(int index) {
    int from = index * batchSize;
    int size = (int) Math.min((long) batchSize * together, rows.length - from);
    // Every share is as long as the longest sample of the batch.
    Reading cut = reading.cut(part -> data.longest(part, rows, from, from + size));
    List<Batch.Share> shares = new ArrayList<>();
    Batch batch = new Batch(shares, size);
    try {
      for (int member = 0; member < members.here(); member++) {
        int begin = members.begin(member, size);
        int end = members.begin(member + 1, size);
        Optional<TInt64> place =
            members.all() == 1
                ? Optional.empty()
                : Optional.of(TInt64.vectorOf(begin, end - begin, size));
        // Who has none computes the batch's first sample, which then counts for nothing.
        boolean idle = begin == end;
        int first = idle ? from : from + begin;
        shares.add(share(cut, first, idle ? first + 1 : from + end, place));
      }
      return batch;
    } catch (RuntimeException | Error e) {
      batch.close();
      throw e;
    }
  }

  private Batch.Share share(Reading cut, int from, int to, Optional<TInt64> place) {
    List<Batch.Feature> features = new ArrayList<>();
    List<Batch.Target> targets = new ArrayList<>();
    Batch.Share share = new Batch.Share(features, targets, Optional.empty(), place);
    try {
      data.read(rows, from, to, buffers);
      List<PartSpec> read = reading.parts();
      List<PartSpec> kept = cut.parts();
      for (int i = 0; i < read.size(); i++) {
        cut(read.get(i), kept.get(i).volume(), to - from);
      }
      for (PartSpec part : cut.inputs()) {
        TType values = tensor(part, Reading.shape(part), to - from);
        features.add(new Batch.Feature(values, part.type() == ElementType.UINT8));
      }
      for (Reading.Target target : cut.targets()) {
        TType values = target(target, rows, from, to);
        targets.add(new Batch.Target(values, Optional.empty()));
        if (target.weights().isPresent()) {
          TType weights = tensor(target.weights().get(), Shape.scalar(), to - from);
          targets.set(
              targets.size() - 1, new Batch.Target(values, Optional.of((TFloat32) weights)));
        }
      }
      return share;
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  /** Drops what was read of each sample behind so many numbers. */
  private void cut(PartSpec part, int kept, int size) {
    int had = part.volume();
    if (kept < had) {
      Object numbers = array(part);
      for (int i = 1; i < size; i++) {
        System.arraycopy(numbers, i * had, numbers, i * kept, kept);
      }
    }
  }

  private Object array(PartSpec part) {
    return switch (part.type()) {
      case FLOAT32 -> buffers.floats(part.name()).array();
      case INT32, STRING -> buffers.ints(part.name()).array();
      case INT64 -> buffers.longs(part.name()).array();
      case UINT8, PIXEL -> buffers.bytes(part.name()).array();
    };
  }

  private TType target(Reading.Target target, int[] rows, int from, int to) {
    Shape fed = Reading.fed(target.want(), target.part());
    if (target.part().classes() == 0 || target.want().ids()) {
      return tensor(target.part(), fed, to - from);
    }
    IntBuffer ids = buffers.ints(target.part().name());
    Shape output = Reading.rows(target.want(), target.part());
    return floats(OneHot.of(ids, output, rows, from, to), Shape.of(to - from).append(output));
  }

  /** What was read of a part, as a tensor. */
  private TType tensor(PartSpec part, Shape sample, int size) {
    Shape shape = Shape.of(size).append(sample);
    long numbers = shape.size();
    return switch (part.type()) {
      case FLOAT32 -> floats(buffers.floats(part.name()).array(), shape);
      case INT32 ->
          TInt32.tensorOf(
              shape,
              DataBuffers.of(buffers.ints(part.name()).array(), true, false).slice(0, numbers));
      case INT64 ->
          TInt64.tensorOf(
              shape,
              DataBuffers.of(buffers.longs(part.name()).array(), true, false).slice(0, numbers));
      case STRING -> texts(buffers.ints(part.name()), part.words(), shape);
      case UINT8, PIXEL ->
          TUint8.tensorOf(
              shape,
              DataBuffers.of(buffers.bytes(part.name()).array(), true, false).slice(0, numbers));
    };
  }

  private static TString texts(IntBuffer numbers, List<String> words, Shape shape) {
    DataBuffer<String> texts = DataBuffers.ofObjects(String.class, shape.size());
    for (long i = 0; i < shape.size(); i++) {
      texts.setObject(words.get(numbers.get()), i);
    }
    return TString.tensorOf(shape, texts);
  }

  private static TFloat32 floats(float[] values, Shape shape) {
    return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false).slice(0, shape.size()));
  }
}
