package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cornu.Sequential;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
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
      description = Zoo.NAMES + " Or a .keras file, or a whole-model .h5 of Keras.")
  private String model;

  @Override
  public Integer call() throws IOException {
    Path file = Path.of(model);
    Sequential net = Files.exists(file) ? Sequential.load(file) : ofZoo();
    main.out().println(net.summary());
    return ExitCode.OK;
  }

  private Sequential ofZoo() {
    try {
      return new Zoo().convert(model);
    } catch (TypeConversionException e) {
      throw new ParameterException(
          spec.commandLine(), e.getMessage() + ", and there is no such file", e);
    }
  }
}
