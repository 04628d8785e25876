package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one part of the samples is: pixels, tokens, labels.
 *
 * @param name as the net names its input or output; with one input, or one target, any
 * @param type of its numbers
 * @param shape of one sample, e.g. [28, 28, 1]; empty for a single number
 * @param classes how many classes there are if the numbers are class ids from 0 on, else 0
 * @param words what the numbers of texts stand for, from 0 on; empty for all others
 */
public record PartSpec(
    String name, ElementType type, List<Integer> shape, int classes, List<String> words)
    implements Serializable {

  public PartSpec {
    requireNonNull(name, "a part needs a name, got null");
    requireNonNull(type, "part \"%s\" needs a type, got null".formatted(name));
    requireNonNull(shape, "part \"%s\" needs the shape of a sample, got null".formatted(name));
    shape = List.copyOf(shape);
    requireNonNull(words, "part \"%s\" needs words or none, got null".formatted(name));
    words = List.copyOf(words);
    if (words.isEmpty() == (type == ElementType.STRING)) {
      throw new IllegalArgumentException(
          "part \"%s\" needs a word or more where it is of texts, and else none, got %s of %s"
              .formatted(name, words.size(), type));
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("a part needs a name, got an empty one");
    }
    if (classes < 0 || classes > 0 && type != ElementType.INT32) {
      throw new IllegalArgumentException(
          "part \"%s\" needs 1 or more classes, as INT32, got %s of %s"
              .formatted(name, classes, type));
    }
    SampleShape.volume(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  /** A part without words. */
  public PartSpec(String name, ElementType type, List<Integer> shape, int classes) {
    this(name, type, shape, classes, List.of());
  }

  /** Floats. */
  public static PartSpec floats(String name, int... shape) {
    return of(name, ElementType.FLOAT32, shape, 0);
  }

  /** Whole numbers of 32 bits, such as tokens. */
  public static PartSpec ints(String name, int... shape) {
    return of(name, ElementType.INT32, shape, 0);
  }

  /** Whole numbers of 64 bits. */
  public static PartSpec longs(String name, int... shape) {
    return of(name, ElementType.INT64, shape, 0);
  }

  /** Unsigned bytes that stand for 0 to 255. */
  public static PartSpec bytes(String name, int... shape) {
    return of(name, ElementType.UINT8, shape, 0);
  }

  /** Unsigned bytes that stand for 0 to 1. */
  public static PartSpec pixels(String name, int... shape) {
    return of(name, ElementType.PIXEL, shape, 0);
  }

  /**
   * Texts: what is put and read of such a part are numbers, from 0 on, of words.
   *
   * @param words all that there are, one or more
   */
  public static PartSpec strings(String name, List<String> words, int... shape) {
    requireNonNull(words, "part \"%s\" needs words, got null".formatted(name));
    PartSpec numbers = of(name, ElementType.INT32, shape, 0);
    return new PartSpec(name, ElementType.STRING, numbers.shape, 0, words);
  }

  /**
   * Class ids.
   *
   * @param classes how many classes there are; ids are below
   * @param shape of one sample: none for one class a sample, (steps) for one a step
   */
  public static PartSpec classes(String name, int classes, int... shape) {
    if (classes < 1) {
      throw new IllegalArgumentException(
          "part \"%s\" needs 1 or more classes, got %s".formatted(name, classes));
    }
    return of(name, ElementType.INT32, shape, classes);
  }

  static PartSpec of(String name, ElementType type, int[] shape, int classes) {
    requireNonNull(shape, "part \"%s\" needs the shape of a sample, got null".formatted(name));
    return new PartSpec(name, type, Arrays.stream(shape).boxed().toList(), classes);
  }

  /**
   * The same part in another type, for {@link Buffers#of}: bytes and pixels can be read as floats.
   */
  public PartSpec type(ElementType other) {
    return new PartSpec(name, other, shape, classes, words);
  }

  PartSpec name(String other) {
    return new PartSpec(other, type, shape, classes, words);
  }

  /** How many numbers a sample has. */
  public int volume() {
    int volume = 1;
    for (int dim : shape) {
      volume *= dim;
    }
    return volume;
  }

  int[] dims() {
    return shape.stream().mapToInt(Integer::intValue).toArray();
  }

  boolean hasClasses() {
    return classes > 0;
  }

  /** Such as {@code image float32 (28, 28, 1)}. */
  @Override
  public String toString() {
    String numbers = hasClasses() ? classes + " classes" : type.name().toLowerCase(Locale.ROOT);
    return "%s %s %s".formatted(name, numbers, SampleShape.text(dims()));
  }
}
