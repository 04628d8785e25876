package org.cornu.data;

import java.nio.IntBuffer;
import java.util.OptionalInt;

/**
 * Class ids of which each stands for another.
 *
 * @param places by the id
 */
record Relabelled(Part ids, int[] places) implements Shared {

  @Override
  public void read(int[] samples, Pass pass, Buffers out) {
    IntBuffer read = out.ints(ids.spec().name());
    ids.write(samples, pass, read);
    out.flip();
    for (int i = 0; i < read.limit(); i++) {
      read.put(i, places[read.get(i)]);
    }
  }

  @Override
  public OptionalInt steps(int sample) {
    return ids.origin().steps(sample);
  }

  @Override
  public int depth() {
    return ids.origin().depth();
  }
}
