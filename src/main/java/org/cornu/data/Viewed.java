package org.cornu.data;

import java.util.OptionalInt;

/**
 * A part of another data set, as one of its views has it.
 *
 * @param samples of the part, in the view's order
 */
record Viewed(Part part, int[] samples) implements Shared {

  @Override
  public void read(int[] rows, Pass pass, Buffers out) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = samples[rows[i]];
    }
    for (PartSpec each : out.parts()) {
      part.write(chosen, pass, out.buffer(each.name()));
    }
    out.flip();
  }

  @Override
  public OptionalInt steps(int row) {
    return part.origin().steps(samples[row]);
  }

  @Override
  public boolean streamed() {
    return part.origin().streamed();
  }

  @Override
  public int depth() {
    return part.origin().depth();
  }
}
