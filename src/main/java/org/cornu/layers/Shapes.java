package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Shapes of one sample (no batch axis) as layers need them. */
public final class Shapes {

  /** What a sample is called, and its axes, by how many lie beside the channels. */
  private static final List<String> KINDS =
      List.of(
          "sequences (%ssteps%s)",
          "images (%sheight, width%s)", "volumes (%sdepth, height, width%s)");

  private Shapes() {}

  /** As Python prints a tuple: {@code (28, 28, 1)}, {@code (10,)}, {@code (None, 3)}. */
  public static String text(Shape shape) {
    return Spec.floats(shape).toString();
  }

  /**
   * The axis of a sample from one that counts the batch.
   *
   * @param axis from 1 on, or below 0 from the end
   * @return from 0 on
   * @throws IllegalArgumentException if there is no such axis
   */
  public static int sampleAxis(int axis, Shape sample) {
    int axes = sample.numDimensions();
    int from0 = axis > 0 ? axis - 1 : axis + axes;
    if (from0 < 0 || from0 >= axes) {
      throw new IllegalArgumentException(
          "needs an axis from 1 to %d, or from -1 to -%1$d, the batch is 0, got %d for %s"
              .formatted(axes, axis, text(sample)));
    }
    return from0;
  }

  /**
   * Checks that a sample is a sequence, an image or a volume.
   *
   * @param rank how many axes there are beside the channels
   * @throws IllegalArgumentException if it has another rank
   */
  public static void requireRank(int rank, Layout layout, Shape shape) {
    if (shape.numDimensions() != rank + 1) {
      boolean last = layout == Layout.CHANNELS_LAST;
      String kind =
          KINDS.get(rank - 1).formatted(last ? "" : "channels, ", last ? ", channels" : "");
      throw new IllegalArgumentException("needs %s, got %s".formatted(kind, text(shape)));
    }
  }

  /** The factory of a Keras class: {@code conv2d} of {@code Conv2D}. */
  static String factory(String className) {
    String name =
        className.endsWith("D") ? className.substring(0, className.length() - 1) + "d" : className;
    return Character.toLowerCase(name.charAt(0))
        + name.substring(1).replace("DTranspose", "dTranspose").replace("LSTM", "Lstm");
  }

  /** The size of the last axis; {@link Layers#ANY} if it is open. */
  static long channels(Shape shape) {
    return shape.get(lastAxis(shape));
  }

  /**
   * The number of the last axis, from 0.
   *
   * @throws IllegalArgumentException if there is none
   */
  static int lastAxis(Shape shape) {
    if (shape.numDimensions() == 0) {
      throw new IllegalArgumentException("needs an input of an axis or more, got a single number");
    }
    return shape.numDimensions() - 1;
  }

  /** Reads sizes, of which null is any. */
  static List<Long> sizes(Config config, String key) {
    List<Long> sizes = new ArrayList<>();
    for (Object size : config.list(key)) {
      if (size != null && !(size instanceof Integer)) {
        throw config.wrong(key, "a list of whole numbers and nulls");
      }
      sizes.add(size == null ? Layers.ANY : ((Integer) size).longValue());
    }
    return sizes;
  }

  /** A shape of sizes in a list. */
  static Shape of(List<Long> sizes) {
    return Shape.of(sizes.stream().mapToLong(size -> size).toArray());
  }

  /** As Keras writes sizes: null for any. */
  static List<Object> written(List<Long> sizes) {
    List<Object> written = new ArrayList<>();
    sizes.forEach(size -> written.add(size == Layers.ANY ? null : size));
    return written;
  }

  /** Axes in a list. */
  static List<Integer> axes(int axis, int... more) {
    Objects.requireNonNull(more, "axis needs further axes or none, got null");
    return IntStream.concat(IntStream.of(axis), IntStream.of(more)).boxed().toList();
  }

  /**
   * Checks axes that count the batch.
   *
   * @throws IllegalArgumentException if a sample has not one of them, or one is named twice
   */
  static void requireAxes(List<Integer> axes, Shape sample) {
    if (axes.stream().map(axis -> sampleAxis(axis, sample)).distinct().count() < axes.size()) {
      throw new IllegalArgumentException(
          "needs each axis once, got %s for samples %s".formatted(axes, text(sample)));
    }
  }

  /** The axes of a batch, from 0 on, of those that count the batch. */
  static int[] batchAxes(List<Integer> axes, Operand<TFloat32> batch) {
    Shape sample = batch.shape().tail();
    return axes.stream().mapToInt(axis -> sampleAxis(axis, sample) + 1).toArray();
  }

  /**
   * The size of the last axis, by which weights are made.
   *
   * @throws IllegalArgumentException if it is open
   */
  public static long knownChannels(Shape shape) {
    return knownSize(shape, lastAxis(shape));
  }

  /** The sizes of axes that count the batch, by which weights are made. */
  static Shape knownSizes(Shape sample, List<Integer> axes) {
    return Shape.of(
        axes.stream().mapToLong(axis -> knownSize(sample, sampleAxis(axis, sample))).toArray());
  }

  /**
   * The size of an axis, by which weights are made.
   *
   * @param axis of a sample, from 0 on
   * @throws IllegalArgumentException if it is open
   */
  static long knownSize(Shape sample, int axis) {
    if (sample.get(axis) == Layers.ANY) {
      throw new IllegalArgumentException(
          "needs a known size of %s, by which its weights are made, got %s; give input(...) the sizes that lead to it, or take the mean over the open axes"
              .formatted(
                  axis == sample.numDimensions() - 1 ? "the last axis" : "axis " + (axis + 1),
                  text(sample)));
    }
    return sample.get(axis);
  }
}
