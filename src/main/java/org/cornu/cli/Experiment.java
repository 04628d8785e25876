package org.cornu.cli;

import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.csvLogger;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.callbacks.Callback;
import org.cornu.data.Mnist;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.report.FinishedTrial;
import org.cornu.report.Trial;
import org.cornu.report.TrialFolder;
import org.cornu.train.Fit;

/**
 * Trains one net and tests it, leaving a trial folder, and for the first seed a SavedModel and a
 * {@code .keras} file.
 *
 * @param options what the user asked for
 * @param mnist the data
 * @param out takes progress
 * @param interrupt stops the run
 * @param callbacks besides those that it has of its own
 */
record Experiment(
    TrainOptions options,
    Mnist mnist,
    PrintStream out,
    Interrupt interrupt,
    List<Callback> callbacks) {

  /** Deals with what other runs left where this one is to write. */
  void settle(Predicate<FinishedTrial> concerned, List<Sequential> nets) throws IOException {
    new EarlierResults(options, options.settings(mnist)).settle(concerned, nets, out);
  }

  /** With {@code --resume} the trial that stands for a new one. */
  Optional<Trial> finished(Sequential net, long seed) throws IOException {
    return options.resume()
        ? TrialFolder.read(TrialFolder.of(options.out(), net.name(), seed))
            .filter(trial -> trial.settings().equals(options.settings(mnist)))
            .filter(trial -> trial.summary().equals(net.summary()))
        : Optional.empty();
  }

  /**
   * The trial, or nothing if it was interrupted: the epochs so far are then in the CSV, and the
   * checkpoint of the last in the trial's folder.
   */
  Optional<Trial> run(Sequential net, long seed) throws IOException {
    Path folder = TrialFolder.of(options.out(), net.name(), seed);
    Path csv = folder.resolve("history.csv");
    Path checkpoint = folder.resolve("checkpoint.keras");
    TrialFolder.discard(folder);
    if (!options.resume()) {
      Files.deleteIfExists(checkpoint);
    }
    Fit fit =
        Fit.epochs(options.epochs())
            .batchSize(options.batchSize())
            .validationSplit(TrainOptions.VALIDATION_SPLIT)
            .callbacks(
                csvLogger(csv),
                Terminal.progress(out),
                interrupt,
                backupAndRestore(checkpoint).keepCheckpoint())
            .callbacks(callbacks.toArray(Callback[]::new));
    try (Model model =
        net.dtypePolicy(options.policy())
            .seed(seed)
            .compile(adam(), categoricalCrossentropy(), accuracy())) {
      History history = model.fit(mnist.train(), fit);
      int done = history.epochs().size();
      if (done < options.epochs()) {
        out.printf(
            "stopped after %s of %s epochs%s%n",
            done, options.epochs(), done == 0 ? "" : "; they are in " + csv);
        return Optional.empty();
      }
      Evaluation test = model.evaluate(mnist.test());
      out.printf(
          Locale.ROOT,
          "%s, seed %d: test accuracy %.2f %%, loss %.4f, trained in %.1f s%n",
          net.name(),
          seed,
          100 * test.accuracy(),
          test.loss(),
          history.seconds());
      Trial trial =
          Trial.of(net.name(), history, test)
              .net(net.summary(), net.parameters())
              .settings(options.settings(mnist))
              .predictions(model.predictions(mnist.test()), mnist.test().classNames());
      if (seed == options.seed()) {
        new StoredModel(options.modelsDir(), net.name())
            .write(model, new StoredModel.Origin(seed, options.settings(mnist)));
      }
      TrialFolder.write(trial, folder); // last: it marks the trial as finished
      Files.deleteIfExists(checkpoint);
      return Optional.of(trial);
    }
  }
}
