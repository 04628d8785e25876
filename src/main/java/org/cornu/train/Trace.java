package org.cornu.train;

import org.cornu.callbacks.Training.StepReader;
import org.tensorflow.Result;
import org.tensorflow.Session.Runner;
import org.tensorflow.proto.RunOptions;

/** Traces those steps that somebody asked for; the others run as ever. */
final class Trace {

  private static final RunOptions FULL =
      RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();

  private StepReader next;

  /** Has the next step traced. */
  void next(StepReader reader) {
    next = reader;
  }

  /** Runs a step. The caller closes the result. */
  Result run(Runner runner) {
    if (next == null) {
      return runner.run();
    }
    StepReader reader = next;
    next = null;
    Result result = runner.setOptions(FULL).runAndFetchMetadata();
    try {
      reader.read(result.getMetadata().orElseThrow().getStepStats());
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }
}
