package org.cornu.cli;

import static org.cornu.callbacks.Callbacks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cornu.callbacks.Callback;
import org.cornu.data.Mnist;
import org.cornu.drawing.Fonts;
import org.cornu.report.Trial;
import org.cornu.report.TrialFolder;
import org.cornu.zoo.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "train", description = "Trains one model, tests it, and exports it.")
final class TrainCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "MODEL",
      converter = Zoo.class,
      completionCandidates = Zoo.class,
      description = Zoo.TITLES)
  private Recipe model;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Measure steps 10 to 20: print what each layer and op takes, and write a trace for"
              + " chrome://tracing and Perfetto to this .json file, and a table of all ops to a"
              + " .csv beside it.")
  private Path profile;

  @Mixin private TrainOptions options;

  @Mixin private TeamOptions team;

  @Override
  public Integer call() throws IOException {
    team.begin(options);
    options.begin(team.all(), team.here());
    options.require(
        profile == null || profile.toString().endsWith(".json"),
        "--profile needs a file whose name ends in .json, got \"%s\"".formatted(profile));
    List<Callback> callbacks =
        profile == null ? List.of() : List.of(profile(profile).printTo(main.out()));
    Recipe recipe = options.of(model);
    return team.isChief() ? train(recipe, callbacks) : join(recipe, callbacks);
  }

  /** As one of several processes, and not the one that keeps what comes of it. */
  private int join(Recipe recipe, List<Callback> callbacks) throws IOException {
    main.out().println(team.words());
    try (Interrupt interrupt = new Interrupt();
        Team together = team.gather(List.of(), main.out())) {
      Mnist mnist = options.load();
      if (together.strategy().sum(0) > 0) {
        main.out().println("finished before");
        return ExitCode.OK;
      }
      return new Experiment(options, mnist, main.out(), interrupt, callbacks)
              .join(recipe, options.seed(), together.strategy())
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    }
  }

  private int train(Recipe recipe, List<Callback> callbacks) throws IOException {
    String name = recipe.net().name();
    Mnist mnist = options.load();
    try (RunFolders folders = options.takeFolders();
        Interrupt interrupt = new Interrupt()) {
      Experiment experiment = new Experiment(options, mnist, main.out(), interrupt, callbacks);
      experiment.settle(
          trial -> trial.model().equals(name) && trial.seed() == options.seed(), List.of(recipe));
      main.out().println(recipe.net().summary());
      if (experiment.finished(recipe, options.seed()).isPresent()) {
        main.out().println("finished before");
        team.dismiss(main.out());
      } else if (run(experiment, recipe).isEmpty()) {
        main.out().println("go on with the same command and --resume");
        return ExitCode.SOFTWARE;
      }
      main.out().println("history in " + TrialFolder.of(folders.out(), name, options.seed()));
      StoredModel stored = new StoredModel(folders.models(), name);
      if (stored.isThere()) {
        main.out()
            .printf(
                "model in %s, and as SavedModel in the folder %s%n",
                stored.keras(), stored.savedModel());
      }
    }
    Fonts.missing().ifPresent(main.out()::println);
    return ExitCode.OK;
  }

  private Optional<Trial> run(Experiment experiment, Recipe recipe) throws IOException {
    try (Team together = team.gather(options.forOthers(), main.out())) {
      together.strategy().sum(0); // it is not finished
      return experiment.run(recipe, options.seed(), together.strategy());
    }
  }
}
