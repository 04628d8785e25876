package org.cornu.callbacks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The callbacks by Keras's names, with Keras's defaults, to be imported statically. */
public final class Callbacks {

  private Callbacks() {}

  /** Ends the run when a figure, for example {@code val_loss}, has stopped getting better. */
  public static EarlyStopping earlyStopping(String monitor) {
    return new EarlyStopping(Monitor.of(monitor), 0, OptionalDouble.empty(), false, 0);
  }

  /** Saves the model after each epoch. */
  public static ModelCheckpoint modelCheckpoint(String file) {
    return new ModelCheckpoint(file, Optional.empty(), OptionalDouble.empty(), 0);
  }

  /** Makes the learning rate a tenth when a figure has not got better for ten epochs. */
  public static ReduceLROnPlateau reduceLROnPlateau(String monitor) {
    return new ReduceLROnPlateau(Monitor.of(monitor).minDelta(1e-4), 0.1, 10, 0, 0);
  }

  /** Sets the learning rate before each epoch. */
  public static LearningRateScheduler learningRateScheduler(
      LearningRateScheduler.Schedule schedule) {
    return new LearningRateScheduler(schedule);
  }

  /** Writes each epoch's figures as a row of a CSV file. */
  public static CSVLogger csvLogger(Path file) {
    return new CSVLogger(file, false);
  }

  /** Draws each epoch's progress on the terminal, as Keras does by default. */
  public static ProgressBar progressBar() {
    return new ProgressBar(System.out);
  }

  /** Prints one line an epoch. */
  public static EpochLines epochLines() {
    return new EpochLines(System.out);
  }

  /** Writes each epoch's figures and the graph for TensorBoard. */
  public static TensorBoard tensorBoard(Path folder) {
    return new TensorBoard(folder, 0, 0, true);
  }

  /** Ends the run when the loss is no longer a finite number. */
  public static TerminateOnNaN terminateOnNaN() {
    return new TerminateOnNaN();
  }

  /** Ends the run after a time. */
  public static TimeLimit timeLimit(Duration time) {
    return new TimeLimit(time);
  }

  /** Calls functions: {@code lambdaCallback().onEpochEnd(epoch -> ...)}. */
  public static LambdaCallback lambdaCallback() {
    return LambdaCallback.NOTHING;
  }

  /** Measures what each op and each layer takes in steps 10 to 20 of the run. */
  public static Profile profile(Path file) {
    return new Profile(file, 10, 20, Optional.empty());
  }

  /** Validates with the means of the weights that the optimizer keeps. */
  public static SwapEMAWeights swapEMAWeights() {
    return new SwapEMAWeights(false);
  }

  /** Sends each epoch's figures to a server, such as {@code http://localhost:9000}. */
  public static RemoteMonitor remoteMonitor(String root) {
    return new RemoteMonitor(root, "/publish/epoch/end/", "data", Map.of(), false);
  }

  /** Keeps a checkpoint from which the same command goes on after a crash. */
  public static BackupAndRestore backupAndRestore(Path file) {
    return new BackupAndRestore(file, 0, true);
  }
}
