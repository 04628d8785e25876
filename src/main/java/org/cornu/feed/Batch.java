package org.cornu.feed;

import java.util.List;
import org.tensorflow.Session.Runner;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A batch in native memory.
 *
 * @param features one for each input, (batch, input...): unsigned bytes, floats or integers
 * @param targets one for each output that is trained, (batch, output...); none where no labels are
 *     needed
 * @param size samples in it
 */
public record Batch(List<TType> features, List<TFloat32> targets, int size)
    implements AutoCloseable {

  /** Feeds a run with this batch. */
  public Runner feed(Runner runner, Inputs inputs) {
    for (int i = 0; i < features.size(); i++) {
      runner.feed(inputs.ports().get(i).of(features.get(i)), features.get(i));
    }
    for (int i = 0; i < targets.size(); i++) {
      runner.feed(inputs.targets().get(i), targets.get(i));
    }
    return runner;
  }

  @Override
  public void close() {
    features.forEach(TType::close);
    targets.forEach(TFloat32::close);
  }
}
