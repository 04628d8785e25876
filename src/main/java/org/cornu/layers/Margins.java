package org.cornu.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;

/**
 * How much lies at the two ends of each axis.
 *
 * @param axes for one to three axes (before, after), each 0 or more
 */
public record Margins(List<List<Integer>> axes) {

  public Margins {
    axes = axes.stream().map(List::copyOf).toList();
    boolean fits = !axes.isEmpty() && axes.size() <= 3;
    for (List<Integer> ends : axes) {
      fits = fits && ends.size() == 2 && ends.get(0) >= 0 && ends.get(1) >= 0;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs two numbers of 0 or more for each axis, before and after, got " + axes);
    }
  }

  /** The same at both ends of each of some axes. */
  static Margins all(int rank, int size) {
    return new Margins(Collections.nCopies(rank, List.of(size, size)));
  }

  /**
   * What somebody gave.
   *
   * @param layer its factory, for the message
   * @param rank how many axes there are
   * @param sizes one for all ends; of a sequence one each before and after; else one for both ends
   *     of each axis
   */
  static Margins of(String layer, int rank, int... sizes) {
    Objects.requireNonNull(sizes, layer + " needs a number, or one for each axis, got null");
    if (sizes.length == 1) {
      return all(rank, sizes[0]);
    }
    if (rank == 1 && sizes.length == 2) {
      return new Margins(List.of(List.of(sizes[0], sizes[1])));
    }
    if (sizes.length != rank) {
      throw new IllegalArgumentException(
          "%s needs a number, or %d, got %s"
              .formatted(layer, Math.max(rank, 2), Arrays.toString(sizes)));
    }
    return new Margins(Arrays.stream(sizes).mapToObj(size -> List.of(size, size)).toList());
  }

  /** How many axes there are. */
  int rank() {
    return axes.size();
  }

  /** Before the first value along an axis. */
  long before(int axis) {
    return axes.get(axis).get(0);
  }

  /** After the last. */
  long after(int axis) {
    return axes.get(axis).get(1);
  }

  /** As Keras writes it: of a sequence the two ends, else a list of such. */
  Object config() {
    return rank() == 1 ? axes.get(0) : axes;
  }

  /**
   * Reads a number for all ends, one for both ends of each axis, or two for each axis; of a
   * sequence two are its ends.
   */
  static Margins from(Config config, String key, int rank, Margins absent) {
    Object value = config.any(key).orElse(null);
    if (value == null) {
      return absent;
    }
    if (value instanceof Integer size) {
      return all(rank, size);
    }
    List<List<Integer>> axes = new ArrayList<>();
    if (value instanceof List<?> list && rank == 1 && list.size() == 2 && areNumbers(list)) {
      axes.add(list.stream().map(Integer.class::cast).toList());
    } else if (value instanceof List<?> list && list.size() == rank) {
      for (Object each : list) {
        if (each instanceof Integer size) {
          axes.add(List.of(size, size));
        } else if (each instanceof List<?> ends && ends.size() == 2 && areNumbers(ends)) {
          axes.add(ends.stream().map(Integer.class::cast).toList());
        }
      }
    }
    if (axes.size() != rank) {
      throw config.wrong(key, "a whole number, or one or two for each of %d axes".formatted(rank));
    }
    return new Margins(axes);
  }

  private static boolean areNumbers(List<?> list) {
    return list.stream().allMatch(Integer.class::isInstance);
  }
}
