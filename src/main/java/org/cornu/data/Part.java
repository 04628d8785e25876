package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.Buffer;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One part of all samples, by name: an input of a net, or a target. The arrays hold one sample
 * after another, row-major, channels last; they are used as they are, not copied.
 *
 * <pre>{@code
 * Part.pixels("image", bytes, 28, 28, 1)      // n images
 * Part.classes("digit", ids)                  // a class a sample
 * Part.classes("tag", ids, 32)                // a class each of 32 steps
 * Part.ints("tokens", sequences)              // n sequences, each of a length of its own
 * }</pre>
 */
public final class Part {

  /** What data of one input call it. */
  static final String FEATURES = "features";

  /** What data of one target call it. */
  static final String LABELS = "labels";

  private final PartSpec spec;
  private final Origin origin;
  private final int size;
  private final List<String> classNames; // empty: the ids are the names

  Part(PartSpec spec, Origin origin, int size, List<String> classNames) {
    this.spec = spec;
    this.origin = origin;
    this.size = size;
    this.classNames = classNames;
  }

  static Part of(PartSpec spec, Features features) {
    int volume = spec.volume();
    if (features.length() % volume != 0) {
      throw new IllegalArgumentException(
          "%s: needed a multiple of %s values, one sample of shape %s, got %s"
              .formatted(spec.name(), volume, SampleShape.text(spec.dims()), features.length()));
    }
    return new Part(spec, features, Math.toIntExact(features.length() / volume), List.of());
  }

  /**
   * Finite floats.
   *
   * @param shape of one sample; none for a single number
   * @throws IllegalArgumentException if a value is not finite, or the last sample is cut short
   */
  public static Part floats(String name, float[] values, int... shape) {
    requireNonNull(values, "Part.floats needs values, got null");
    PartSpec spec = PartSpec.floats(name, shape);
    Values.requireFinite(name, values);
    return of(spec, new FloatFeatures(values));
  }

  /** Whole numbers, such as tokens; otherwise as {@link #floats}. */
  public static Part ints(String name, int[] values, int... shape) {
    requireNonNull(values, "Part.ints needs values, got null");
    return of(PartSpec.ints(name, shape), new IntFeatures(values));
  }

  /**
   * Whole numbers in sequences of different lengths, such as tokens of texts. A net reads them by
   * an input of an open size, {@code input(ANY).dtype(DType.INT32)}: each batch is filled up with
   * zeros to its longest, and so are those that one run of the graph takes together, or that lie on
   * the device; all that are read in another way, to the longest of all.
   *
   * @param sequences one a sample, of any length
   */
  public static Part ints(String name, int[][] sequences) {
    requireNonNull(sequences, "Part.ints needs sequences, got null");
    IntSequences values = new IntSequences(sequences);
    return of(PartSpec.ints(name, values.longest()), values);
  }

  /** Whole numbers of 64 bits; otherwise as {@link #floats}. */
  public static Part longs(String name, long[] values, int... shape) {
    requireNonNull(values, "Part.longs needs values, got null");
    return of(PartSpec.longs(name, shape), new LongFeatures(values));
  }

  /**
   * Texts, such as words; otherwise as {@link #floats}. Each word is kept once, and numbers that
   * stand for them.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Part strings(String name, String[] values, int... shape) {
    requireNonNull(values, "Part.strings needs texts, got null");
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] ids = new int[values.length];
    for (int i = 0; i < ids.length; i++) {
      requireNonNull(values[i], "Part.strings needs texts, got null among them");
      Integer known = numbers.putIfAbsent(values[i], numbers.size());
      ids[i] = known == null ? numbers.size() - 1 : known;
    }
    List<String> words = List.copyOf(numbers.keySet());
    return of(PartSpec.strings(name, words, shape), new IntFeatures(ids));
  }

  /** Unsigned bytes that stand for 0 to 255; otherwise as {@link #floats}. */
  public static Part bytes(String name, byte[] values, int... shape) {
    requireNonNull(values, "Part.bytes needs values, got null");
    return of(PartSpec.bytes(name, shape), new ByteFeatures(values));
  }

  /**
   * Unsigned bytes that stand for their value times {@link Dataset#PIXEL_SCALE}; otherwise as
   * {@link #floats}.
   */
  public static Part pixels(String name, byte[] values, int... shape) {
    requireNonNull(values, "Part.pixels needs values, got null");
    return of(PartSpec.pixels(name, shape), new ByteFeatures(values));
  }

  /**
   * Class ids, which stay integers up to the loss. There are as many classes as the highest id
   * says, or as {@link #classNames} gives names.
   *
   * @param ids from 0 on
   * @param shape of one sample: none for one class a sample, (steps) for one a step
   * @throws IllegalArgumentException if an id is negative, or the last sample is cut short
   */
  public static Part classes(String name, int[] ids, int... shape) {
    requireNonNull(ids, "Part.classes needs class ids, got null");
    return classes(PartSpec.ints(name, shape), name, ids);
  }

  /**
   * Class ids of the steps of sequences of different lengths; otherwise as {@link #ints(String,
   * int[][])}. A loss passes over steps that a net masks, so zeros behind a sequence do not count.
   *
   * @param ids one for each step of a sample, from 0 on
   */
  public static Part classes(String name, int[][] ids) {
    requireNonNull(ids, "Part.classes needs class ids, got null");
    IntSequences values = new IntSequences(ids);
    int classes = 1;
    for (int i = 0; i < ids.length; i++) {
      classes = Math.max(classes, Values.classes("%s[%s]".formatted(name, i), ids[i]));
    }
    return of(PartSpec.classes(name, classes, values.longest()), values);
  }

  private static Part classes(PartSpec spec, String word, int[] ids) {
    int classes = Math.max(1, Values.classes(word, ids));
    return of(PartSpec.classes(spec.name(), classes, spec.dims()), new IntFeatures(ids));
  }

  /**
   * The input of other data under a name, in memory or not: pictures of a folder beside those of
   * another.
   *
   * @param data with one input; its samples are this part's, in their order
   * @throws IllegalStateException if there are several inputs
   */
  public static Part input(String name, Dataset data) {
    requireNonNull(data, "Part.input needs data, got null");
    return ((SampleView) data).as(name, ((SampleView) data).input());
  }

  /**
   * The target of other data under a name; otherwise as {@link #input}.
   *
   * @throws IllegalStateException if there is none, or are several
   */
  public static Part target(String name, Dataset data) {
    requireNonNull(data, "Part.target needs data, got null");
    return ((SampleView) data).as(name, ((SampleView) data).target().part());
  }

  /** The labels of data with one target. */
  static Part labels(int[] classes) {
    requireNonNull(classes, "Dataset.of needs classes, got null");
    return classes(PartSpec.ints(LABELS), "classes", classes);
  }

  /** The labels of data with one target. */
  static Part labels(float[][] vectors) {
    VectorFeatures features = new VectorFeatures(vectors);
    return of(PartSpec.floats(LABELS, features.width()), features);
  }

  /**
   * The same part with names for its classes.
   *
   * @param names one a class; more than there are ids if the data lack the last classes
   * @throws IllegalArgumentException if there are too few, or too many for vectors
   */
  public Part classNames(List<String> names) {
    ClassNames.require(this, names);
    return new Part(spec, origin, size, List.copyOf(names));
  }

  /** What it is. */
  public PartSpec spec() {
    return spec;
  }

  /** The number of samples. */
  public int size() {
    return size;
  }

  Origin origin() {
    return origin;
  }

  List<String> classNames() {
    return classNames;
  }

  /** The same samples by another origin. */
  Part with(PartSpec other, Origin from, List<String> names) {
    return new Part(other, from, size, List.copyOf(names));
  }

  /** Writes samples in their own type. */
  void write(int[] samples, Pass pass, Buffer out) {
    if (origin instanceof Features features) {
      features.write(samples, spec.volume(), out);
      return;
    }
    int numbers = Math.multiplyExact(samples.length, spec.volume());
    if (out.remaining() < numbers) {
      throw new BufferOverflowException();
    }
    Buffers one = Buffers.of(spec, out.slice());
    one.begin(samples.length);
    ((Shared) origin).read(samples, pass, one);
    out.position(out.position() + numbers);
  }

  /** Writes samples as floats: bytes scaled as their type says. */
  void floats(int[] samples, Pass pass, FloatBuffer out) {
    if (spec.type() == ElementType.FLOAT32) {
      write(samples, pass, out);
      return;
    }
    if (!spec.type().bytes()) {
      throw new IllegalStateException(
          "part %s: needed floats or bytes to be read as floats; read it in its own type"
              .formatted(spec));
    }
    float scale = spec.type() == ElementType.PIXEL ? Dataset.PIXEL_SCALE : 1;
    if (origin instanceof PixelFeatures pixels) {
      pixels.scaled(samples, spec.volume(), scale, out);
      return;
    }
    byte[] bytes = new byte[Math.multiplyExact(samples.length, spec.volume())];
    write(samples, pass, ByteBuffer.wrap(bytes));
    ByteFeatures.scaled(bytes, 0, bytes.length, scale, out);
  }

  @Override
  public String toString() {
    return "%s samples of %s".formatted(size, spec);
  }
}
