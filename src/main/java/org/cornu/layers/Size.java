package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;

/**
 * A size over the two axes of an image.
 *
 * @param height in pixels, 1 or more
 * @param width in pixels, 1 or more
 */
public record Size(int height, int width) {

  public Size {
    require("a size", height, width);
  }

  /**
   * A size that somebody gave.
   *
   * @param what it is, for the message: {@code conv2d's kernel}
   */
  static Size of(String what, int height, int width) {
    require(what, height, width);
    return new Size(height, width);
  }

  private static void require(String what, int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%s needs 1 or more each way, got %dx%d".formatted(what, height, width));
    }
  }

  /** The same both ways. */
  public static Size square(int size) {
    return new Size(size, size);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }

  /** As Keras writes it: {@code [height, width]}. */
  List<Integer> config() {
    return List.of(height, width);
  }

  /** Reads one number for both ways or a list of two; {@code absent} if there is neither. */
  static Size from(Config config, String key, Size absent) {
    return config.has(key) ? from(config, key) : absent;
  }

  /** Reads one number for both ways or a list of two. */
  static Size from(Config config, String key) {
    Object value = config.any(key).orElse(null);
    if (!(value instanceof List<?> list)) {
      return square(config.integer(key));
    }
    if (list.size() == 2 && list.get(0) instanceof Integer h && list.get(1) instanceof Integer w) {
      return new Size(h, w);
    }
    throw config.wrong(key, "a whole number or two");
  }
}
