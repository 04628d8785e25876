package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.Buffer;
import java.nio.IntBuffer;
import java.util.OptionalInt;

/**
 * Whole numbers of 32 bits in memory, of each sample as many as it has steps; behind them are
 * zeros.
 */
record IntSequences(int[][] values) implements Features {

  IntSequences {
    for (int[] each : values) {
      requireNonNull(each, "a part needs sequences of numbers, got null among them");
    }
  }

  /** How many steps the longest has; 1 where all are empty. */
  int longest() {
    int longest = 1;
    for (int[] each : values) {
      longest = Math.max(longest, each.length);
    }
    return longest;
  }

  @Override
  public long length() {
    return (long) values.length * longest();
  }

  @Override
  public void write(int[] samples, int volume, Buffer out) {
    IntBuffer ints = (IntBuffer) out;
    for (int sample : samples) {
      ints.put(values[sample]).put(new int[volume - values[sample].length]);
    }
  }

  @Override
  public OptionalInt steps(int sample) {
    return OptionalInt.of(values[sample].length);
  }
}
