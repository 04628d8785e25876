package org.cornu.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.cornu.Sequential;
import org.cornu.data.Mnist;
import org.cornu.report.Fonts;
import org.cornu.report.TrialFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "train", description = "Trains one model, tests it, and exports it.")
final class TrainCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(paramLabel = "MODEL", converter = Zoo.class, description = Zoo.NAMES)
  private Sequential net;

  @Mixin private TrainOptions options;

  @Override
  public Integer call() throws IOException {
    options.check();
    Mnist mnist = options.load();
    options.makeFolders();
    try (Interrupt interrupt = new Interrupt()) {
      Experiment experiment = new Experiment(options, mnist, main.out(), interrupt);
      main.out().println(net.summary());
      if (experiment.finished(net, options.seed()).isPresent()) {
        main.out().println("finished before");
      } else if (experiment.run(net, options.seed()).isEmpty()) {
        main.out().println("go on with the same command and --resume");
        return ExitCode.SOFTWARE;
      }
    }
    main.out()
        .printf(
            "history in %s, model in %s.keras, and as SavedModel in the folder beside it%n",
            TrialFolder.of(options.out(), net.name(), options.seed()),
            options.modelsDir().resolve(net.name()));
    Fonts.missing().ifPresent(main.out()::println);
    return ExitCode.OK;
  }
}
