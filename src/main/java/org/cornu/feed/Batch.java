package org.cornu.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Session.Runner;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * A batch in native memory, as far as this process computes it.
 *
 * @param shares one for each member here of the group that computes it: one with all, if it is one
 * @param size samples of the batch, here and elsewhere
 */
public record Batch(List<Share> shares, int size) implements AutoCloseable {

  /**
   * What one member is fed.
   *
   * @param features one for each input, (share, input...)
   * @param targets one for each output that is trained; none where no labels are needed
   * @param rows numbers of the samples, in place of these, where they lie in the graph already
   * @param place of the share within the batch, see {@link org.cornu.graph.Group#exchange}; empty
   *     if it is all
   */
  public record Share(
      List<Feature> features, List<Target> targets, Optional<TInt32> rows, Optional<TInt64> place)
      implements AutoCloseable {

    private void feed(Runner runner, Inputs inputs, List<TType> more) {
      for (int i = 0; i < features.size(); i++) {
        features.get(i).feed(runner, inputs.ports().get(i), more);
      }
      for (int i = 0; i < targets.size(); i++) {
        Inputs.Target port = inputs.targets().get(i);
        runner.feed(port.fed(), targets.get(i).values());
        targets.get(i).weights().ifPresent(weights -> runner.feed(port.weights(), weights));
      }
      rows.ifPresent(numbers -> runner.feed(inputs.rows().orElseThrow(), numbers));
      place.ifPresent(where -> runner.feed(inputs.share().orElseThrow(), where));
    }

    @Override
    public void close() {
      features.forEach(feature -> feature.values().close());
      for (Target target : targets) {
        target.values().close();
        target.weights().ifPresent(TFloat32::close);
      }
      rows.ifPresent(TInt32::close);
      place.ifPresent(TInt64::close);
    }
  }

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
   * @param values floats (share, output...), or class ids
   * @param weights of the samples (share); empty for 1 each
   */
  public record Target(TType values, Optional<TFloat32> weights) {}

  /**
   * Feeds a run with this batch, and takes what it gives.
   *
   * @param graphs where each share is fed
   */
  public <T> T run(Runner runner, List<Inputs> graphs, Function<Runner, T> run) {
    List<TType> more = new ArrayList<>();
    try {
      for (int i = 0; i < shares.size(); i++) {
        shares.get(i).feed(runner, graphs.get(i), more);
      }
      return run.apply(runner);
    } finally {
      more.forEach(TType::close);
    }
  }

  /** What the inputs of a whole batch are fed. */
  public List<Feature> features() {
    return shares.get(0).features();
  }

  /** The only input as floats. */
  public TFloat32 floats() {
    return (TFloat32) features().get(0).values();
  }

  @Override
  public void close() {
    shares.forEach(Share::close);
  }
}
