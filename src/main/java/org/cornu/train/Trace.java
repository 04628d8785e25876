package org.cornu.train;

import org.cornu.callbacks.Training.StepReader;
import org.cornu.device.Device;
import org.cornu.distribute.Strategy;
import org.tensorflow.Result;
import org.tensorflow.Session.Runner;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.RunOptions.TraceLevel;

/** Traces those executions that somebody asked for; the others run as ever. */
final class Trace {

  private StepReader next;

  /** Found out when first needed. */
  private static final class Options {

    /**
     * The stats of the host's ops are the same at every level; a full trace also asks a GPU for its
     * kernels, and where there is none it logs that, every step.
     */
    static final RunOptions TRACED =
        RunOptions.newBuilder()
            .setTraceLevel(Device.hasGpu() ? TraceLevel.FULL_TRACE : TraceLevel.SOFTWARE_TRACE)
            .build();
  }

  /** Has the next execution traced. */
  void next(StepReader reader) {
    next = reader;
  }

  /**
   * Runs a step, or several. The caller closes the result.
   *
   * @param strategy by which steps are run
   */
  Result run(Runner runner, Strategy strategy) {
    if (next == null) {
      return strategy.run(runner.setOptions(strategy.options()));
    }
    StepReader reader = next;
    next = null;
    Result result =
        runner
            .setOptions(strategy.options().toBuilder().mergeFrom(Options.TRACED).build())
            .runAndFetchMetadata();
    try {
      reader.read(result.getMetadata().orElseThrow().getStepStats());
      return result;
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
  }
}
