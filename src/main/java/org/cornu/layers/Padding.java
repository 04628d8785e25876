package org.cornu.layers;

import java.util.Locale;
import org.cornu.config.Config;

/** What happens at the edges of an image that a window slides over. */
public enum Padding {
  /** The window stays inside; the output is smaller. */
  VALID {
    @Override
    long outputSize(long size, int window, int stride) {
      return size < window ? 0 : (size - window) / stride + 1;
    }
  },
  /**
   * The image is padded, evenly but for the last row and column, to ceil(size / stride) windows.
   */
  SAME {
    @Override
    long outputSize(long size, int window, int stride) {
      return (size + stride - 1) / stride;
    }
  };

  /** How many windows fit along one axis; 0 if none does. */
  abstract long outputSize(long size, int window, int stride);

  /** Keras's name, {@code valid} or {@code same}. */
  String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads Keras's name; valid by default. */
  static Padding from(Config config) {
    String name = config.text("padding", "valid");
    for (Padding padding : values()) {
      if (padding.kerasName().equals(name)) {
        return padding;
      }
    }
    throw config.wrong("padding", "\"valid\" or \"same\"");
  }
}
