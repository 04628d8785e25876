package org.cornu.cli;

import java.util.concurrent.Callable;
import org.cornu.Sequential;
import org.cornu.report.Fonts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "train", description = "Trains one model, tests it, and exports it.")
final class TrainCommand implements Callable<Integer> {

  @Mixin private TrainOptions options;

  @Parameters(
      paramLabel = "MODEL",
      converter = Zoo.class,
      description = "1 to 5, or model1 to model5.")
  private Sequential net;

  @Override
  public Integer call() throws Exception {
    options.check();
    try (Interrupt interrupt = new Interrupt()) {
      Experiment experiment = new Experiment(options, options.load(), System.out, interrupt);
      System.out.println(net.summary());
      experiment
          .run(net, options.seed())
          .ifPresent(
              trial ->
                  System.out.printf(
                      "history in %s, SavedModel in %s%n",
                      options.out().resolve(net.name()), options.modelsDir().resolve(net.name())));
      Fonts.missing().ifPresent(System.out::println);
      return 0;
    }
  }
}
