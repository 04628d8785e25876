package org.cornu.feed;

import org.tensorflow.Session.Runner;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A batch in native memory.
 *
 * @param features (batch, input...), unsigned bytes or floats
 * @param target (batch, output...); null where no labels are needed
 * @param size samples in it
 */
public record Batch(TType features, TFloat32 target, int size) implements AutoCloseable {

  /** Feeds a run with this batch. */
  public Runner feed(Runner runner, Inputs inputs) {
    runner.feed(features instanceof TUint8 ? inputs.pixels() : inputs.x(), features);
    return target == null ? runner : runner.feed(inputs.target(), target);
  }

  @Override
  public void close() {
    features.close();
    if (target != null) {
      target.close();
    }
  }
}
