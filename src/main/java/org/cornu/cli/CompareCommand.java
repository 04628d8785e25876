package org.cornu.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cornu.Sequential;
import org.cornu.data.Mnist;
import org.cornu.report.Comparison;
import org.cornu.report.Fonts;
import org.cornu.report.Trial;
import org.cornu.report.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "compare",
    description = "Trains the five models (or some), tests them, and writes a report.")
final class CompareCommand implements Callable<Integer> {

  @Mixin private TrainOptions options;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "1,2,3,4,5",
      paramLabel = "MODEL",
      converter = Zoo.class,
      description = "Which models, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<Sequential> nets;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Train each model with N seeds, from --seed on (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--resume",
      description = "Keep what is finished in --out with the same settings.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    options.check();
    options.requirePositive("--seeds", seeds);
    Mnist mnist = options.load();
    List<Trial> trials;
    try (Interrupt interrupt = new Interrupt()) {
      Experiment experiment = new Experiment(options, mnist, System.out, interrupt);
      trials = trials(experiment);
      if (interrupt.raised()) {
        System.out.println("go on with the same command and --resume");
        return 1;
      }
    }
    Comparison.of("CNNs on " + options.dataName(), trials, mnist.test())
        .setting(Setting.of(options, seeds, mnist))
        .references(options.isMnist() ? References.all() : List.of())
        .write(options.out());
    System.out.println("report in " + options.out().resolve("report.html"));
    Fonts.missing().ifPresent(System.out::println);
    return 0;
  }

  private List<Trial> trials(Experiment experiment) throws IOException {
    List<Trial> trials = new ArrayList<>();
    for (long seed = options.seed(); seed < options.seed() + seeds; seed++) {
      for (Sequential net : nets) {
        Optional<Trial> finished = resume ? finished(experiment, net, seed) : Optional.empty();
        if (finished.isPresent()) {
          System.out.printf("%s, seed %d: finished before%n", net.name(), seed);
          trials.add(finished.get());
          continue;
        }
        System.out.printf("%s, seed %d%n", net.name(), seed);
        experiment.run(net, seed).ifPresent(trials::add);
        if (experiment.interrupt().raised()) {
          return trials;
        }
      }
    }
    return trials;
  }

  private Optional<Trial> finished(Experiment experiment, Sequential net, long seed)
      throws IOException {
    return TrialFolder.read(TrialFolder.of(options.out(), net.name(), seed))
        .filter(trial -> trial.settings().equals(experiment.settings()))
        .filter(trial -> trial.summary().equals(net.summary()));
  }
}
