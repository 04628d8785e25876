package org.cornu.callbacks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.files.AtomicFile;
import org.cornu.files.FileName;
import org.cornu.files.OutputFolder;
import org.cornu.profile.ChromeTrace;
import org.cornu.profile.OpRun;
import org.cornu.profile.ProfileTables;
import org.cornu.profile.StepProfile;

/**
 * Measures what each op and each layer takes in some steps of the run, which are slower for it; no
 * number changes (Keras: {@code TensorBoard} with {@code profile_batch}). It writes a trace that
 * chrome://tracing and Perfetto open, and beside it a table of the ops, {@code profile.csv} for
 * {@code profile.json}.
 *
 * @param file whose name ends in {@code .json}
 * @param first step that is measured, counted from 1 over all epochs from where the run begins, or
 *     goes on from a checkpoint
 * @param last step that is measured
 * @param out where the table of layers and the longest ops is printed; empty for nowhere
 */
public record Profile(Path file, int first, int last, Optional<PrintStream> out)
    implements Callback {

  private static final String JSON = ".json";

  public Profile {
    Objects.requireNonNull(file, "profile needs a file, got null");
    FileName.requireEnding("profile", file, JSON);
    if (first < 1 || last < first) {
      throw new IllegalArgumentException(
          "profile needs steps from 1 or more to at least as many, got %s to %s"
              .formatted(first, last));
    }
  }

  /** Measuring these steps, counted from 1, both included; 10 to 20 by default. */
  public Profile steps(int first, int last) {
    return new Profile(file, first, last, out);
  }

  /** Printing the table of layers and the longest ops, too. */
  public Profile printTo(PrintStream out) {
    return new Profile(
        file,
        first,
        last,
        Optional.of(Objects.requireNonNull(out, "printTo needs a stream, got null")));
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    long steps = (long) (training.epochs() - training.initialEpoch()) * training.batches();
    if (steps > 0 && steps < first) { // 0: a run that goes on from a checkpoint after its end
      throw new IllegalArgumentException(
          "profile needs a run of at least %s steps, of which it measures %s to %s, got %s; train"
                  .formatted(first, first, last, steps)
              + " longer, or measure earlier steps");
    }
    requireWritable();
    return new Steps(training);
  }

  /** What is wrong with the file shows before the training. */
  private void requireWritable() {
    Path folder = file.toAbsolutePath().getParent();
    try {
      OutputFolder.make(folder);
      if (Files.isDirectory(file)) {
        throw new FileSystemException(file.toString(), null, "is a folder");
      }
    } catch (IOException e) {
      throw WriteFailure.of("profile", e);
    }
  }

  private final class Steps implements Run {

    private final Training training;
    private final List<List<OpRun>> measured = new ArrayList<>();
    private List<OpRun> traced = List.of();
    private int done;
    private int begun;
    private StepProfile profile;

    Steps(Training training) {
      this.training = training;
    }

    @Override
    public void batchBegin(int batch) {
      begun = batch;
      if (done < last && done + training.stepsPerExecution() >= first) {
        training.traceNext(stats -> traced = OpRun.of(stats));
      }
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs) {
      int steps = batch - begun + 1;
      if (!traced.isEmpty()) {
        List<List<OpRun>> each = StepProfile.split(traced, steps);
        traced = List.of();
        measured.addAll(
            each.subList(
                Math.min(steps, Math.max(0, first - 1 - done)), Math.min(steps, last - done)));
      }
      boolean wasOpen = done < last;
      done += steps;
      if (wasOpen && done >= last) {
        write();
      }
    }

    /** Where the run ended before the last of the steps, what there is. */
    @Override
    public void end() {
      if (profile == null && !measured.isEmpty()) {
        write();
      }
      if (profile != null) {
        // Not earlier: a progress bar may have the line.
        out.ifPresent(stream -> stream.print(ProfileTables.text(profile)));
      }
    }

    private void write() {
      profile = new StepProfile(first, measured);
      try {
        AtomicFile.write(file, ChromeTrace.of(profile));
        AtomicFile.write(csv(), ProfileTables.csv(profile));
      } catch (IOException e) {
        throw WriteFailure.of("profile", e);
      }
    }
  }

  private Path csv() {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - JSON.length()) + ".csv");
  }
}
