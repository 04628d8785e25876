package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One sample on its way through a {@link SampleMap}: each part in an array of its own. */
public final class Sample {

  private final Buffers read;
  private final int place;
  private final Map<String, PartSpec> declared = new HashMap<>();
  private final Map<String, Object> changed = new HashMap<>();

  Sample(Buffers read, int place, List<PartSpec> declared) {
    this.read = read;
    this.place = place;
    declared.forEach(each -> this.declared.put(each.name(), each));
  }

  /**
   * A part as floats: of pixels 0 to 1, of unscaled bytes 0 to 255.
   *
   * @return a new array
   * @throws IllegalArgumentException if there is no such part, or it has whole numbers
   */
  public float[] floats(String part) {
    PartSpec spec = spec(part);
    if (changed.get(part) instanceof float[] values) {
      return values.clone();
    }
    if (!spec.type().bytes()) {
      float[] values = new float[spec.volume()];
      read.floats(part).get(place * values.length, values);
      return values;
    }
    byte[] bytes = bytes(part);
    FloatBuffer values = FloatBuffer.allocate(bytes.length);
    float scale = spec.type() == ElementType.PIXEL ? Dataset.PIXEL_SCALE : 1;
    ByteFeatures.scaled(bytes, 0, bytes.length, scale, values);
    return values.array();
  }

  /**
   * A part of whole numbers of 32 bits.
   *
   * @return a new array
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public int[] ints(String part) {
    if (changed.get(part) instanceof int[] values) {
      return values.clone();
    }
    int[] values = new int[spec(part).volume()];
    read.ints(part).get(place * values.length, values);
    return values;
  }

  /**
   * A part of whole numbers of 64 bits.
   *
   * @return a new array
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public long[] longs(String part) {
    if (changed.get(part) instanceof long[] values) {
      return values.clone();
    }
    long[] values = new long[spec(part).volume()];
    read.longs(part).get(place * values.length, values);
    return values;
  }

  /**
   * A part of unsigned bytes.
   *
   * @return a new array
   * @throws IllegalArgumentException if there is no such part, or it is of another type
   */
  public byte[] bytes(String part) {
    if (changed.get(part) instanceof byte[] values) {
      return values.clone();
    }
    byte[] values = new byte[spec(part).volume()];
    ByteBuffer all = read.bytes(part);
    all.get(place * values.length, values);
    return values;
  }

  /**
   * Sets a part of floats.
   *
   * @param values as many as the declared shape makes; used as they are
   * @throws IllegalArgumentException if the map did not declare such a part
   */
  public Sample set(String part, float... values) {
    return set(part, ElementType.FLOAT32, values, values == null ? 0 : values.length);
  }

  /** Sets a part of whole numbers of 32 bits; otherwise as {@link #set(String, float...)}. */
  public Sample set(String part, int... values) {
    return set(part, ElementType.INT32, values, values == null ? 0 : values.length);
  }

  /** Sets a part of whole numbers of 64 bits; otherwise as {@link #set(String, float...)}. */
  public Sample set(String part, long... values) {
    return set(part, ElementType.INT64, values, values == null ? 0 : values.length);
  }

  /** Sets a part of unsigned bytes; otherwise as {@link #set(String, float...)}. */
  public Sample set(String part, byte... values) {
    return set(part, ElementType.UINT8, values, values == null ? 0 : values.length);
  }

  private Sample set(String part, ElementType type, Object values, int count) {
    requireNonNull(part, "set needs the name of a part, got null");
    requireNonNull(values, "set needs values of part \"%s\", got null".formatted(part));
    PartSpec spec = declared.get(part);
    if (spec == null) {
      throw new IllegalArgumentException(
          "set needs a part that the map declares, one of %s, got \"%s\"; name it in map(...)"
              .formatted(declared.values(), part));
    }
    boolean fits = spec.type() == type || spec.type().bytes() && type.bytes();
    if (!fits || count != spec.volume()) {
      throw new IllegalArgumentException(
          "set needs %s values for %s, got %s of %s".formatted(spec.volume(), spec, count, type));
    }
    changed.put(part, values);
    return this;
  }

  private PartSpec spec(String part) {
    requireNonNull(part, "a sample needs the name of a part, got null");
    PartSpec spec = read.spec(part);
    if (spec == null) {
      throw new IllegalArgumentException(
          "a sample needs the name of one of its parts, %s, got \"%s\""
              .formatted(read.parts(), part));
    }
    return spec;
  }

  /** Writes one part as the map left it. */
  void write(PartSpec part, Buffers out) {
    String name = part.name();
    if (!changed.containsKey(name) && !part.equals(read.spec(name))) {
      throw new IllegalStateException("needed a new value of %s, got none set".formatted(part));
    }
    switch (part.type()) {
      case FLOAT32 -> out.floats(name).put(changed(name, float[].class, () -> floats(name)));
      case INT32, STRING -> out.ints(name).put(changed(name, int[].class, () -> ints(name)));
      case INT64 -> out.longs(name).put(changed(name, long[].class, () -> longs(name)));
      case UINT8, PIXEL -> out.bytes(name).put(changed(name, byte[].class, () -> bytes(name)));
    }
  }

  private <T> T changed(String name, Class<T> type, Supplier<T> unchanged) {
    return changed.containsKey(name) ? type.cast(changed.get(name)) : unchanged.get();
  }
}
