package org.cornu.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;

/**
 * A size over the axes of what lies before the channels: the steps of a sequence, the height and
 * width of an image, the depth, height and width of a volume.
 *
 * @param axes one to three numbers, each 1 or more
 */
public record Size(List<Integer> axes) {

  public Size {
    axes = List.copyOf(axes);
    require("a size", axes);
  }

  /**
   * A size that somebody gave.
   *
   * @param what it is, for the message: {@code conv2d's kernel}
   * @param rank how many axes there are
   * @param sizes one for all axes, or one for each
   */
  static Size of(String what, int rank, int... sizes) {
    Objects.requireNonNull(sizes, what + " needs a number, or one for each axis, got null");
    if (sizes.length != 1 && sizes.length != rank) {
      throw new IllegalArgumentException(
          "%s needs a number, or %d, one for each axis, got %s"
              .formatted(what, rank, Arrays.toString(sizes)));
    }
    List<Integer> axes =
        IntStream.range(0, rank).mapToObj(axis -> sizes[sizes.length == 1 ? 0 : axis]).toList();
    require(what, axes);
    return new Size(axes);
  }

  private static void require(String what, List<Integer> axes) {
    if (axes.isEmpty() || axes.size() > 3 || axes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "%s needs 1 or more each way, got %s".formatted(what, text(axes)));
    }
  }

  /** The same along all of some axes. */
  static Size all(int rank, int size) {
    return of("a size", rank, size);
  }

  /** How many axes there are. */
  int rank() {
    return axes.size();
  }

  /** Whether it is 1 along all axes. */
  boolean isOne() {
    return axes.stream().allMatch(size -> size == 1);
  }

  /** As ops take it. */
  long[] longs() {
    return axes.stream().mapToLong(size -> size).toArray();
  }

  /** Sizes of an image and these, axis by axis: an open one stays open. */
  long[] with(long[] image, LongBinaryOperator each) {
    long[] sizes = new long[rank()];
    Arrays.setAll(
        sizes,
        axis ->
            image[axis] == Layers.ANY ? Layers.ANY : each.applyAsLong(image[axis], axes.get(axis)));
    return sizes;
  }

  private static String text(List<Integer> axes) {
    return axes.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  @Override
  public String toString() {
    return text(axes);
  }

  /**
   * Reads one number for all axes or a list of one for each; {@code absent} if there is neither.
   */
  static Size from(Config config, String key, Size absent) {
    return config.has(key) ? from(config, key, absent.rank()) : absent;
  }

  /** Reads one number for all axes or a list of one for each. */
  static Size from(Config config, String key, int rank) {
    if (!(config.any(key).orElse(null) instanceof List<?>)) {
      return all(rank, config.integer(key));
    }
    List<Integer> sizes = Integers.from(config, key);
    if (sizes.size() != rank) {
      throw config.wrong(key, rank == 1 ? "a whole number" : "a whole number or " + rank);
    }
    return new Size(sizes);
  }
}
