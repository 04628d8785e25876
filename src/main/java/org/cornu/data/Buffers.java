package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where samples are read into: of each part that is wanted a buffer, one sample after another. For
 * one thread, and again for each batch.
 *
 * <p>A {@link Source} puts each part's numbers into its buffer, sample by sample in the order of
 * the rows it was asked for, or, after {@link #at}, in any order.
 */
public final class Buffers {

  private final Map<String, PartSpec> specs = new LinkedHashMap<>();
  private final Map<String, Buffer> buffers = new LinkedHashMap<>();

  /** Parts that a source may write though nobody wants them. */
  private final Map<String, PartSpec> unwanted = new LinkedHashMap<>();

  private Placement placement;

  private Buffers() {}

  /**
   * Buffers in arrays.
   *
   * @param parts what is wanted, some of {@link Dataset#parts}; bytes and pixels may be wanted as
   *     floats, see {@link PartSpec#type(ElementType)}
   * @param rows the most samples at once, 1 or more
   */
  public static Buffers of(List<PartSpec> parts, int rows) {
    requireNonNull(parts, "Buffers.of needs parts, got null");
    if (rows < 1) {
      throw new IllegalArgumentException("Buffers.of needs 1 row or more, got " + rows);
    }
    Buffers made = new Buffers();
    for (PartSpec each : parts) {
      requireNonNull(each, "Buffers.of needs parts, got null among them");
      if (made.wants(each.name())) {
        throw new IllegalArgumentException(
            "Buffers.of needs each part once, got \"%s\" twice".formatted(each.name()));
      }
      made.add(each, each.type().allocate(Math.multiplyExact(rows, each.volume())));
    }
    return made;
  }

  static Buffers of(PartSpec part, Buffer buffer) {
    Buffers made = new Buffers();
    made.add(part, buffer);
    return made;
  }

  /** Some of them, over the same memory. */
  Buffers of(List<String> names) {
    Buffers some = new Buffers();
    names.forEach(name -> some.add(specs.get(name), buffers.get(name)));
    return some;
  }

  private void add(PartSpec part, Buffer buffer) {
    specs.put(part.name(), part);
    buffers.put(part.name(), buffer);
  }

  /** The parts that are wanted. */
  public List<PartSpec> parts() {
    return List.copyOf(specs.values());
  }

  /** Whether a part is wanted. One that is not may be written all the same, and is dropped. */
  public boolean wants(String part) {
    return specs.containsKey(part);
  }

  /**
   * Goes to the place of one sample, in all buffers: what is put next belongs to it.
   *
   * @param place of the sample among the rows that were asked for, from 0 on
   * @throws IllegalStateException if the sample that was at hand was not written to its end, or
   *     nobody reads
   */
  public Buffers at(int place) {
    if (placement == null) {
      throw new IllegalStateException("at needs a source that reads, got none under way");
    }
    placement.at(place);
    return this;
  }

  /**
   * The buffer of a part of floats.
   *
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public FloatBuffer floats(String part) {
    return (FloatBuffer) buffer(part, FloatBuffer.class);
  }

  /**
   * The buffer of a part of whole numbers of 32 bits.
   *
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public IntBuffer ints(String part) {
    return (IntBuffer) buffer(part, IntBuffer.class);
  }

  /**
   * The buffer of a part of whole numbers of 64 bits.
   *
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public LongBuffer longs(String part) {
    return (LongBuffer) buffer(part, LongBuffer.class);
  }

  /**
   * The buffer of a part of unsigned bytes, scaled ones or not: they are bytes here.
   *
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public ByteBuffer bytes(String part) {
    return (ByteBuffer) buffer(part, ByteBuffer.class);
  }

  private Buffer buffer(String part, Class<? extends Buffer> type) {
    requireNonNull(part, "Buffers needs the name of a part, got null");
    Buffer found = buffers.get(part);
    if (found == null && unwanted.containsKey(part)) {
      PartSpec spec = unwanted.get(part);
      found = spec.type().allocate(Math.multiplyExact(placement.rows(), spec.volume()));
    }
    if (!type.isInstance(found)) {
      Map<String, PartSpec> known = new LinkedHashMap<>(specs);
      known.putAll(unwanted);
      throw new IllegalArgumentException(
          "Buffers needs one of its parts, in its own type, %s, got \"%s\" as %s"
              .formatted(known.values(), part, type.getSimpleName()));
    }
    return found;
  }

  Buffer buffer(String part) {
    return buffers.get(part);
  }

  PartSpec spec(String part) {
    return specs.get(part);
  }

  /** Makes all buffers ready for so many samples. */
  void begin(int rows) {
    buffers.forEach(
        (name, buffer) -> {
          int volume = specs.get(name).volume();
          if (buffer.capacity() < (long) rows * volume) {
            throw new IllegalArgumentException(
                "read needs buffers for %s rows, got some for %s"
                    .formatted(rows, buffer.capacity() / volume));
          }
          buffer.clear().limit(rows * volume);
        });
    placement = new Placement(specs, buffers, rows);
  }

  /** Lets a source write these too, in vain. */
  void tolerate(List<PartSpec> parts) {
    parts.forEach(each -> unwanted.put(each.name(), each));
  }

  /** Checks that all that was wanted is there, and makes it ready to be read. */
  void end() {
    placement.end();
    flip();
  }

  /** Makes what was written ready to be read. */
  void flip() {
    buffers.values().forEach(Buffer::flip);
  }
}
