package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cornu.Architecture;
import org.cornu.Functional;
import org.cornu.net.Show;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(name = "summary", description = "Prints a model's layers, shapes and parameters.")
final class SummaryCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      completionCandidates = Zoo.class,
      description = Zoo.TITLES + " Or a .keras file, or a whole-model .h5 of Keras.")
  private String model;

  @Option(names = "--nested", description = "Show the layers of models within the model too.")
  private boolean nested;

  @Option(names = "--trainable", description = "Show which layers are trained.")
  private boolean trainable;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the layers, and what connects them, as PNG or SVG too.")
  private Path plot;

  @Override
  public Integer call() throws IOException {
    if (plot != null && !plot.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|svg)")) {
      throw new ParameterException(
          spec.commandLine(),
          "--plot needs a file whose name ends in .png or .svg, got \"%s\"".formatted(plot));
    }
    Path file = Path.of(model);
    Architecture<?> net = Files.exists(file) ? Functional.load(file) : ofZoo();
    Show[] shown = shown();
    if (plot != null) {
      net.plot(shown).write(plot);
    }
    main.out().println(net.summary(shown));
    return ExitCode.OK;
  }

  private Show[] shown() {
    List<Show> shown = new ArrayList<>();
    if (nested) {
      shown.add(Show.NESTED);
    }
    if (trainable) {
      shown.add(Show.TRAINABLE);
    }
    return shown.toArray(Show[]::new);
  }

  private Architecture<?> ofZoo() {
    try {
      return new Zoo().convert(model).net();
    } catch (TypeConversionException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage() + ", and there is no such file", e);
    }
  }
}
