package org.cornu.data;

import java.nio.Buffer;
import java.util.BitSet;
import java.util.Map;

/** Which samples of a batch are written, while a source writes them. */
final class Placement {

  private final Map<String, PartSpec> specs;
  private final Map<String, Buffer> buffers;
  private final int rows;
  private final BitSet written = new BitSet();
  private int place = -1;

  Placement(Map<String, PartSpec> specs, Map<String, Buffer> buffers, int rows) {
    this.specs = specs;
    this.buffers = buffers;
    this.rows = rows;
  }

  int rows() {
    return rows;
  }

  void at(int next) {
    if (next < 0 || next >= rows) {
      throw new IndexOutOfBoundsException(
          "at needs 0 <= place < %s, the rows that were asked for, got %s".formatted(rows, next));
    }
    if (place >= 0) {
      requireFull();
    }
    place = next;
    written.set(next);
    buffers.forEach(
        (name, buffer) -> {
          int volume = specs.get(name).volume();
          buffer.limit((next + 1) * volume).position(next * volume);
        });
  }

  /** Checks that every sample is there, and leaves the buffers as if written from the start. */
  void end() {
    requireFull();
    if (place >= 0 && written.cardinality() < rows) {
      throw new IllegalStateException(
          "needed all %s rows that were asked for, got %s, without that at place %s"
              .formatted(rows, written.cardinality(), written.nextClearBit(0)));
    }
    buffers.forEach(
        (name, buffer) -> {
          int end = rows * specs.get(name).volume();
          buffer.limit(end).position(end);
        });
  }

  private void requireFull() {
    buffers.forEach(
        (name, buffer) -> {
          if (buffer.hasRemaining()) {
            int volume = specs.get(name).volume();
            int needed = place < 0 ? rows * volume : volume;
            throw new IllegalStateException(
                "part \"%s\": needed %s numbers%s, got %s"
                    .formatted(
                        name,
                        needed,
                        place < 0 ? " for %s rows".formatted(rows) : " at place " + place,
                        needed - buffer.remaining()));
          }
        });
  }
}
