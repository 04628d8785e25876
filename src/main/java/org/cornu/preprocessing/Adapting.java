package org.cornu.preprocessing;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.ElementType;
import org.cornu.data.PartSpec;

/**
 * One input of the data that a layer adapts to, read batch by batch.
 *
 * @param data where it is
 * @param part what is read
 */
record Adapting(Dataset data, PartSpec part) {

  private static final int VALUES_AT_ONCE = 1 << 20;
  private static final int SAMPLES_AT_ONCE = 1024;

  /**
   * The data's only input.
   *
   * @param layer for messages
   */
  static Adapting of(String layer, Dataset data) {
    Objects.requireNonNull(data, "%s's adapt needs data, got null".formatted(layer));
    if (data.inputs().size() != 1) {
      throw new IllegalArgumentException(
          "%s's adapt needs data with one input, got %s; give the name of one as well"
              .formatted(layer, data.inputs()));
    }
    return new Adapting(data, data.inputs().get(0));
  }

  /** One of the data's inputs. */
  static Adapting of(String layer, Dataset data, String input) {
    Objects.requireNonNull(data, "%s's adapt needs data, got null".formatted(layer));
    Objects.requireNonNull(
        input, "%s's adapt needs the name of an input, got null".formatted(layer));
    return data.inputs().stream()
        .filter(part -> part.name().equals(input))
        .findFirst()
        .map(part -> new Adapting(data, part))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s's adapt needs one of the inputs %s, got \"%s\""
                        .formatted(layer, data.inputs(), input)));
  }

  /** Hands on all values as doubles, so many samples at once, row-major. */
  void doubles(Consumer<double[]> batch) {
    switch (part.type()) {
      case INT32, INT64 ->
          longs(values -> batch.accept(Arrays.stream(values).asDoubleStream().toArray()));
      default ->
          read(
              part.type(ElementType.FLOAT32),
              buffers -> {
                FloatBuffer floats = buffers.floats(part.name());
                double[] values = new double[floats.remaining()];
                for (int i = 0; i < values.length; i++) {
                  values[i] = floats.get();
                }
                batch.accept(values);
              });
    }
  }

  /** Hands on all values, whole numbers, so many samples at once, row-major. */
  void longs(Consumer<long[]> batch) {
    boolean isLong = part.type() == ElementType.INT64;
    if (!isLong && part.type() != ElementType.INT32) {
      throw new IllegalArgumentException(
          "adapt needs an input of whole numbers, int32 or int64, got " + part);
    }
    read(
        part,
        buffers -> {
          if (isLong) {
            LongBuffer longs = buffers.longs(part.name());
            long[] values = new long[longs.remaining()];
            longs.get(values);
            batch.accept(values);
          } else {
            IntBuffer ints = buffers.ints(part.name());
            batch.accept(
                IntStream.generate(ints::get).limit(ints.remaining()).asLongStream().toArray());
          }
        });
  }

  /** Hands on all values, texts, so many samples at once, row-major. */
  void texts(Consumer<List<String>> batch) {
    if (part.type() != ElementType.STRING) {
      throw new IllegalArgumentException("adapt needs an input of texts, got " + part);
    }
    read(
        part,
        buffers -> {
          IntBuffer numbers = buffers.ints(part.name());
          List<String> texts = new ArrayList<>(numbers.remaining());
          while (numbers.hasRemaining()) {
            texts.add(part.words().get(numbers.get()));
          }
          batch.accept(texts);
        });
  }

  private void read(PartSpec as, Consumer<Buffers> batch) {
    int atOnce = Math.max(1, Math.min(SAMPLES_AT_ONCE, VALUES_AT_ONCE / as.volume()));
    int[] rows = IntStream.range(0, data.size()).toArray();
    Buffers buffers = Buffers.of(List.of(as), Math.min(atOnce, rows.length));
    for (int from = 0; from < rows.length; from += atOnce) {
      data.read(rows, from, Math.min(from + atOnce, rows.length), buffers);
      batch.accept(buffers);
    }
  }
}
