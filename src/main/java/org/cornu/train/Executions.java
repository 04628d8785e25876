package org.cornu.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cornu.feed.Batch;
import org.cornu.feed.Inputs;
import org.cornu.feed.Resident;
import org.cornu.step.CompiledNet;
import org.cornu.step.Loop;
import org.cornu.step.TrainGraph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What of a graph takes several steps in one run; added to it when it is first asked for. */
final class Executions {

  private final Ops tf;
  private final CompiledNet compiled;
  private final TrainGraph plain;
  private final Session session;
  private final Function<Runner, Result> run;
  private Loop fed; // null until it is needed, as the others
  private final Map<List<Optional<Resident.Kind>>, Held> residents = new HashMap<>();
  private Held held;

  /**
   * None yet.
   *
   * @param tf adds to the graph
   * @param plain what is there of it
   * @param run runs steps
   */
  Executions(
      Ops tf,
      CompiledNet compiled,
      TrainGraph plain,
      Session session,
      Function<Runner, Result> run) {
    this.tf = tf;
    this.compiled = compiled;
    this.plain = plain;
    this.session = session;
    this.run = run;
  }

  /** Steps on batches that a run is fed. */
  Loop fed() {
    if (fed == null) {
      fed = loop(plain.inputs());
    }
    return fed;
  }

  /**
   * Puts data into the device's memory.
   *
   * @param all samples
   * @return steps on samples of whose numbers a run is fed
   */
  Loop resident(Batch all) {
    Batch.Share samples = all.shares().get(0);
    List<Optional<Resident.Kind>> kinds = Resident.kinds(plain.inputs(), samples);
    held = residents.get(kinds);
    if (held == null) {
      Resident data = Resident.add(tf, plain.inputs(), kinds);
      held = new Held(data, loop(data.inputs()));
      residents.put(kinds, held);
    }
    Runner runner = session.runner();
    held.data.put(runner, samples);
    try {
      runner.run().close();
      return held.loop;
    } catch (RuntimeException | Error e) {
      try {
        free(); // what there was room for
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /**
   * Takes a step on each of several batches, and adds what each measured before its update.
   *
   * @param batches one after another, as the loop is fed
   * @param batchSize samples of each; the last may have fewer
   */
  void train(Loop loop, Batch batches, int batchSize, Sums sums) {
    Runner runner = session.runner().fetch(loop.sums());
    try (TInt32 size = TInt32.scalarOf(batchSize);
        Result result =
            batches.run(runner.feed(loop.batchSize(), size), List.of(loop.inputs()), run)) {
      sums.addRows((TFloat32) result.get(0), batches.size());
    }
  }

  /** Frees that memory. */
  void free() {
    session.runner().addTarget(held.data.free()).run().close();
  }

  /** Data on the device, and the steps on them. */
  private record Held(Resident data, Loop loop) {}

  private Loop loop(Inputs inputs) {
    return Loop.add(tf, compiled, plain, inputs);
  }
}
