package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.Spec;
import org.tensorflow.ndarray.Shape;

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
  static int sampleAxis(int axis, Shape sample) {
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
   * Reads axes from a configuration: a number, or a list of one or more.
   *
   * @param absent what stands in for none
   */
  static List<Integer> axes(Config config, String key, List<Integer> absent) {
    Object value = config.any(key).orElse(absent);
    if (value instanceof Integer axis) {
      return List.of(axis);
    }
    if (value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)) {
      return list.stream().map(Integer.class::cast).toList();
    }
    throw config.wrong(key, "a whole number, or a list of them");
  }

  /**
   * Checks that a sample is a sequence, an image or a volume.
   *
   * @param rank how many axes there are beside the channels
   * @throws IllegalArgumentException if it has another rank
   */
  static void requireRank(int rank, Layout layout, Shape shape) {
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
        + name.substring(1).replace("DTranspose", "dTranspose");
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

  /**
   * The size of the last axis, by which weights are made.
   *
   * @throws IllegalArgumentException if it is open
   */
  static long knownChannels(Shape shape) {
    if (channels(shape) == Layers.ANY) {
      throw new IllegalArgumentException(
          "needs a known size of the last axis, by which its weights are made, got %s; give input(...) the sizes that lead to it, or take the mean over the open axes"
              .formatted(text(shape)));
    }
    return channels(shape);
  }
}
