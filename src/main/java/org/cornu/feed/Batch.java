package org.cornu.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Session.Runner;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A batch in native memory.
 *
 * @param features one for each input, (batch, input...)
 * @param targets one for each output that is trained; none where no labels are needed
 * @param size samples in it
 */
public record Batch(List<Feature> features, List<Target> targets, int size)
    implements AutoCloseable {

  /**
   * What an input is fed.
   *
   * @param values unsigned bytes, floats or integers
   * @param raw whether bytes stand for 0 to 255, not for 0 to 1
   */
  public record Feature(TType values, boolean raw) {

    private void feed(Runner runner, Inputs.Port port, List<TType> more) {
      if (!(values instanceof TUint8) || port.bytes().isEmpty()) {
        runner.feed(port.x(), values);
        return;
      }
      runner.feed(port.bytes().get(), values);
      if (raw) {
        more.add(TFloat32.scalarOf(1));
        runner.feed(port.scale().orElseThrow(), more.get(more.size() - 1));
      }
    }
  }

  /**
   * What an output should give.
   *
   * @param values floats (batch, output...), or class ids
   * @param weights of the samples (batch); empty for 1 each
   */
  public record Target(TType values, Optional<TFloat32> weights) {}

  /** Feeds a run with this batch, and takes what it gives. */
  public <T> T run(Runner runner, Inputs inputs, Function<Runner, T> run) {
    List<TType> more = new ArrayList<>();
    try {
      for (int i = 0; i < features.size(); i++) {
        features.get(i).feed(runner, inputs.ports().get(i), more);
      }
      for (int i = 0; i < targets.size(); i++) {
        Inputs.Target port = inputs.targets().get(i);
        runner.feed(port.fed(), targets.get(i).values());
        targets.get(i).weights().ifPresent(weights -> runner.feed(port.weights(), weights));
      }
      return run.apply(runner);
    } finally {
      more.forEach(TType::close);
    }
  }

  /** The only input as floats. */
  public TFloat32 floats() {
    return (TFloat32) features.get(0).values();
  }

  @Override
  public void close() {
    features.forEach(feature -> feature.values().close());
    for (Target target : targets) {
      target.values().close();
      target.weights().ifPresent(TFloat32::close);
    }
  }
}
