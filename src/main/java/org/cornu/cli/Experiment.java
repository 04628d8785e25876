package org.cornu.cli;

import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.csvLogger;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.callbacks.Callback;
import org.cornu.data.Mnist;
import org.cornu.distribute.Strategy;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.report.FinishedTrial;
import org.cornu.report.Trial;
import org.cornu.report.TrialFolder;
import org.cornu.zoo.Recipe;

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
  void settle(Predicate<FinishedTrial> concerned, List<Recipe> recipes) throws IOException {
    new EarlierResults(options, recipes, mnist).settle(concerned, out);
  }

  /** With {@code --resume} the trial that stands for a new one. */
  Optional<Trial> finished(Recipe recipe, long seed) throws IOException {
    return options.resume()
        ? TrialFolder.read(TrialFolder.of(options.out(), recipe.net().name(), seed))
            .filter(trial -> trial.settings().equals(options.settings(recipe, mnist)))
            .filter(trial -> trial.summary().equals(recipe.net().summary()))
            .map(trial -> trial.titled(recipe.title()))
        : Optional.empty();
  }

  /**
   * The trial, or nothing if it was interrupted: the epochs so far are then in the CSV, and the
   * checkpoint of the last in the trial's folder.
   *
   * @param strategy of this process, the first if there are several
   */
  Optional<Trial> run(Recipe recipe, long seed, Strategy strategy) throws IOException {
    Sequential net = recipe.net().seed(seed);
    Path folder = TrialFolder.of(options.out(), net.name(), seed);
    Path checkpoint = checkpoint(folder);
    TrialFolder.discard(folder);
    if (!options.resume()) {
      Files.deleteIfExists(checkpoint);
    }
    try (Model model = recipe.net(net).compile(mnist.train(), strategy)) {
      History history = fit(model, recipe, folder);
      int done = history.epochs().size();
      if (done < recipe.epochs()) {
        out.printf(
            "stopped after %s of %s epochs%s%n",
            done, recipe.epochs(), done == 0 ? "" : "; they are in " + TrialFolder.history(folder));
        return Optional.empty();
      }
      Evaluation test = model.evaluate(mnist.test());
      out.printf(
          Locale.ROOT,
          "%s, seed %d: test accuracy %.2f %%, loss %.4f, trained in %.1f s%n",
          recipe.label(),
          seed,
          100 * test.accuracy(),
          test.loss(),
          history.seconds());
      Trial trial =
          Trial.of(net.name(), history, test)
              .titled(recipe.title())
              .net(net.summary(), net.parameters())
              .settings(options.settings(recipe, mnist))
              .predictions(model.predictions(mnist.test()), mnist.test().classNames());
      if (seed == options.seed()) {
        new StoredModel(options.modelsDir(), net.name())
            .write(model, new StoredModel.Origin(seed, options.settings(recipe, mnist)));
      }
      TrialFolder.write(trial, folder); // last: it marks the trial as finished
      Files.deleteIfExists(checkpoint);
      return Optional.of(trial);
    } finally {
      ProgressFile.delete(folder);
    }
  }

  /**
   * Takes part in the trial of another process, which keeps it.
   *
   * @return false if it was interrupted
   */
  boolean join(Recipe recipe, long seed, Strategy strategy) {
    Sequential net = recipe.net().seed(seed);
    Path folder = TrialFolder.of(options.out(), net.name(), seed);
    try (Model model = recipe.net(net).compile(mnist.train(), strategy)) {
      if (fit(model, recipe, folder).epochs().size() < recipe.epochs()) {
        return false;
      }
      model.evaluate(mnist.test());
      return true;
    }
  }

  private History fit(Model model, Recipe recipe, Path folder) {
    List<Callback> all =
        new ArrayList<>(
            List.of(
                csvLogger(TrialFolder.history(folder)),
                new ProgressFile(folder, model.seed()),
                Terminal.progress(out),
                interrupt,
                backupAndRestore(checkpoint(folder)).keepCheckpoint()));
    all.addAll(callbacks);
    return recipe.fit(model, mnist.train(), all.toArray(Callback[]::new));
  }

  private static Path checkpoint(Path folder) {
    return folder.resolve("checkpoint.keras");
  }
}
