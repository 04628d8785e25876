package org.cornu.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cornu.data.Mnist;
import org.cornu.distribute.Strategy;
import org.cornu.drawing.Fonts;
import org.cornu.report.Comparison;
import org.cornu.report.Trial;
import org.cornu.zoo.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "compare",
    description = "Trains the five models (or some), tests them, and writes a report.")
final class CompareCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "1,2,3,4,5",
      paramLabel = "MODEL",
      converter = Zoo.class,
      completionCandidates = Zoo.class,
      description = {"Which models, separated by commas (default: ${DEFAULT-VALUE}):", Zoo.TITLES})
  private List<Recipe> models;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Train each model with N seeds, from --seed on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Mixin private TrainOptions options;

  @Override
  public Integer call() throws IOException {
    options.begin(1, 1);
    options.requirePositive("--seeds", seeds);
    options.require(
        options.seed() <= Long.MAX_VALUE - (seeds - 1),
        "--seeds needs %s seeds from --seed on, and %s is the largest; choose a smaller --seed"
            .formatted(seeds, Long.MAX_VALUE));
    options.require(
        models.stream().map(model -> model.net().name()).distinct().count() == models.size(),
        "--models needs each model once, got one twice");
    List<Recipe> recipes = models.stream().map(options::of).toList();
    Mnist mnist = options.load();
    try (RunFolders folders = options.takeFolders()) {
      List<Trial> trials = trials(recipes, mnist);
      if (trials.size() < (long) recipes.size() * seeds) {
        main.out().println("go on with the same command and --resume");
        return ExitCode.SOFTWARE;
      }
      Comparison.of("CNNs on " + options.dataName(), trials, mnist.test())
          .setting(Setting.of(options, seeds, trials))
          .references(options.isWholeMnist() ? References.all() : List.of())
          .write(folders.out());
      main.out().println("report in " + folders.out().resolve("report.html"));
    }
    Fonts.missing().ifPresent(line -> main.out().println(line + ", then run again with --resume"));
    return ExitCode.OK;
  }

  /** One for each seed and net, or fewer if the run was interrupted. */
  private List<Trial> trials(List<Recipe> recipes, Mnist mnist) throws IOException {
    List<Trial> trials = new ArrayList<>();
    try (Interrupt interrupt = new Interrupt()) {
      Experiment experiment = new Experiment(options, mnist, main.out(), interrupt, List.of());
      experiment.settle(trial -> true, recipes);
      for (int i = 0; i < seeds; i++) {
        for (Recipe recipe : recipes) {
          Optional<Trial> trial =
              interrupt.raised() ? Optional.empty() : trial(experiment, recipe, options.seed() + i);
          if (trial.isEmpty()) {
            return trials;
          }
          trials.add(trial.get());
        }
      }
    }
    return trials;
  }

  private Optional<Trial> trial(Experiment experiment, Recipe recipe, long seed)
      throws IOException {
    Optional<Trial> finished = experiment.finished(recipe, seed);
    main.out()
        .printf("%s, seed %s%s%n", recipe.label(), seed, finished.isPresent() ? ": finished" : "");
    return finished.isPresent() ? finished : experiment.run(recipe, seed, Strategy.ONE_DEVICE);
  }
}
