package org.cornu.layers;

import java.util.List;
import org.cornu.config.Choice;
import org.cornu.config.Config;

/** What happens at the edges of what a window slides over. */
public enum Padding {
  /** The window stays inside; the output is smaller. */
  VALID {
    @Override
    long outputSize(long size, long window, long stride) {
      return size < window ? 0 : (size - window) / stride + 1;
    }
  },
  /**
   * The input is padded, evenly but for the last row and column, to ceil(size / stride) windows.
   */
  SAME {
    @Override
    long outputSize(long size, long window, long stride) {
      return (size + stride - 1) / stride;
    }
  },
  /** A sequence is padded before its first step alone: no output sees a later one. */
  CAUSAL {
    @Override
    long outputSize(long size, long window, long stride) {
      return SAME.outputSize(size, window, stride);
    }
  };

  /** How many windows fit along one axis; 0 if none does. */
  abstract long outputSize(long size, long window, long stride);

  /** Keras's name: {@code valid}, {@code same} or {@code causal}. */
  String kerasName() {
    return Choice.name(this);
  }

  /**
   * Reads Keras's name; valid by default.
   *
   * @param known those that the layer takes
   */
  static Padding from(Config config, Padding... known) {
    return Choice.from(config, "padding", VALID, List.of(known));
  }
}
