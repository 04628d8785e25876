package org.cornu.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.callbacks.CallbackState;
import org.cornu.config.Config;
import org.cornu.history.Epoch;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.TrainingProgress;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * Where a run of {@code fit} stands, beside weights and optimizer. Numbers are kept as text, to the
 * bit.
 *
 * @param fingerprint of net, data and settings
 * @param initialEpoch how many epochs were done when the run first began
 * @param epochs finished in it
 * @param unfinished the epoch after these
 * @param over whether a callback ended the run after the last of them
 * @param callbacks what each remembers, in order
 */
record Checkpoint(
    Config fingerprint,
    int initialEpoch,
    List<Epoch> epochs,
    Unfinished unfinished,
    boolean over,
    List<CallbackState> callbacks) {

  /** Begins the names of what layers keep from batch to batch. */
  private static final String STATES = "states/";

  /**
   * An epoch that was begun.
   *
   * @param batch how many batches were trained; 0 if it was not begun
   * @param seconds that it has taken
   * @param sums of loss and metrics
   * @param samples trained on
   */
  record Unfinished(int batch, double seconds, double[] sums, long samples) {

    private static final Unfinished NONE = new Unfinished(0, 0, new double[0], 0);

    /** Of the epoch at hand, or of one that was not begun. */
    static Unfinished of(Optional<OngoingEpoch> epoch) {
      return epoch
          .map(at -> new Unfinished(at.batch, at.seconds(), at.sums.values(), at.sums.samples()))
          .orElse(NONE);
    }

    private Config config() {
      List<String> texts = new ArrayList<>();
      for (double sum : sums) {
        texts.add(Double.toString(sum));
      }
      return Config.of("batch", batch)
          .with("seconds", Double.toString(seconds))
          .with("sums", texts)
          .with("samples", Long.toString(samples));
    }

    private static Unfinished from(Config config) {
      return new Unfinished(
          config.integer("batch"),
          Double.parseDouble(config.text("seconds")),
          config.list("sums").stream().mapToDouble(sum -> Double.parseDouble("" + sum)).toArray(),
          Long.parseLong(config.text("samples")));
    }
  }

  /**
   * Writes a model with its checkpoint.
   *
   * @return whether it was written: not where the run has diverged, as the last checkpoint is
   *     better
   */
  static boolean write(KerasModel model, Path file) throws IOException {
    if (!model.isFinite()) {
      return false;
    }
    KerasArchive.write(model, KerasClasses.BUILT_IN, file);
    return true;
  }

  /** A model with this. */
  KerasModel stored(TrainSession session) {
    return session.stored(progress(session));
  }

  private TrainingProgress progress(TrainSession session) {
    List<Config> states = new ArrayList<>();
    Map<String, FloatNdArray> arrays = new LinkedHashMap<>();
    session.states().copies().forEach((path, state) -> arrays.put(STATES + path, state));
    for (CallbackState state : callbacks) {
      List<String> names = new ArrayList<>(state.arrays().keySet());
      String prefix = states.size() + "/";
      state.arrays().forEach((name, array) -> arrays.put(prefix + name, array));
      states.add(Config.of("values", state.values()).with("arrays", names));
    }
    Config run =
        Config.of("fingerprint", fingerprint)
            .with("initial_epoch", initialEpoch)
            .with("epochs", epochs.stream().map(Checkpoint::config).toList())
            .with("unfinished", unfinished.config())
            .with("over", over)
            .with("callbacks", states);
    OptionalLong seed = OptionalLong.of(session.compiled().seed().value());
    return new TrainingProgress(seed, done(), session.classNames(), run, arrays);
  }

  /**
   * Reads what a file holds beside weights and optimizer.
   *
   * @param progress from the file
   * @throws IOException if it is no checkpoint
   * @throws IllegalStateException if it is of another run
   */
  static Checkpoint of(TrainingProgress progress, Config fingerprint, Path file)
      throws IOException {
    if (progress.run().values().isEmpty()) {
      throw new IOException(file + ": is no checkpoint of a run; choose another file");
    }
    Checkpoint checkpoint = from(progress);
    Fingerprint.require(fingerprint, checkpoint.fingerprint(), file);
    return checkpoint;
  }

  private static Checkpoint from(TrainingProgress progress) {
    Config run = progress.run();
    List<CallbackState> states = new ArrayList<>();
    for (Config state : run.objects("callbacks")) {
      Map<String, FloatNdArray> arrays = new LinkedHashMap<>();
      for (Object name : state.list("arrays")) {
        arrays.put((String) name, progress.arrays().get(states.size() + "/" + name));
      }
      states.add(new CallbackState(state.object("values"), arrays));
    }
    return new Checkpoint(
        run.object("fingerprint"),
        run.integer("initial_epoch"),
        run.objects("epochs").stream().map(Checkpoint::epoch).toList(),
        Unfinished.from(run.object("unfinished")),
        run.flag("over", false),
        states);
  }

  /** What layers keep from batch to batch, of what a file holds. */
  static Map<String, FloatNdArray> states(TrainingProgress progress) {
    Map<String, FloatNdArray> states = new LinkedHashMap<>();
    progress
        .arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(STATES)) {
                states.put(name.substring(STATES.length()), array);
              }
            });
    return states;
  }

  /** How many epochs the model has been trained for. */
  int done() {
    return epochs.isEmpty() ? initialEpoch : epochs.get(epochs.size() - 1).number();
  }

  private static Config config(Epoch epoch) {
    Config logs = Config.EMPTY;
    for (Map.Entry<String, Double> log : epoch.logs().entrySet()) {
      logs = logs.with(log.getKey(), log.getValue().toString());
    }
    return Config.of("number", epoch.number())
        .with("logs", logs)
        .with("rate", Double.toString(epoch.learningRate()))
        .with("seconds", Double.toString(epoch.seconds()));
  }

  private static Epoch epoch(Config config) {
    Config texts = config.object("logs");
    Map<String, Double> logs = new LinkedHashMap<>();
    texts.values().keySet().forEach(name -> logs.put(name, Double.valueOf(texts.text(name))));
    return new Epoch(
        config.integer("number"),
        logs,
        Double.parseDouble(config.text("rate")),
        Double.parseDouble(config.text("seconds")));
  }
}
