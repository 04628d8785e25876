package org.cornu.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** {@code cornu}: trains, compares and asks the five MNIST CNNs. Without a command it compares them. */
@Command(
    name = "cornu",
    description = "Keras-style deep learning for Java, on TensorFlow.",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      CompareCommand.class,
      TrainCommand.class,
      SummaryCommand.class,
      PredictCommand.class,
      DevicesCommand.class
    })
public final class Main {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure came from.")
  private boolean verbose;

  /** Runs one command; ends the process with 2 for bad usage and 1 for a failure. */
  public static void main(String[] args) {
    int code = run(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs one command and gives its exit code. */
  static int run(String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setExecutionExceptionHandler(main::failed);
    line.setParameterExceptionHandler(Main::misused);
    return line.execute(args.length == 0 || args[0].startsWith("--") && !isGlobal(args[0])
        ? compare(args)
        : args);
  }

  private static boolean isGlobal(String arg) {
    return arg.equals("--help") || arg.equals("--version");
  }

  private static String[] compare(String[] args) {
    String[] all = new String[args.length + 1];
    all[0] = "compare";
    System.arraycopy(args, 0, all, 1, args.length);
    return all;
  }

  private int failed(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    Throwable shown = failure instanceof UncheckedIOException io ? io.getCause() : failure;
    String text = shown.getMessage() == null ? shown.toString() : shown.getMessage();
    err.println("cornu: " + text.replace('\n', ' '));
    if (verbose) {
      failure.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int misused(CommandLine.ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command
        .getErr()
        .printf(
            "cornu: %s; see %s --help%n",
            failure.getMessage(), command.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }
}
