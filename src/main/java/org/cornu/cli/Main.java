package org.cornu.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code cornu}: trains, compares and asks the five MNIST CNNs. */
@Command(
    name = "cornu",
    description = "Trains, compares and asks five CNNs. Without a command it compares them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    scope = ScopeType.INHERIT,
    subcommands = {
      CompareCommand.class,
      TrainCommand.class,
      SummaryCommand.class,
      PredictCommand.class,
      ConvertCommand.class,
      ServeCommand.class,
      DevicesCommand.class
    })
public final class Main {

  private static final String DEFAULT_COMMAND = "compare";
  private static final String VERBOSE = "--verbose";

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Show where in the program a failure came from.")
  private boolean verbose;

  private final PrintStream out;

  /** As picocli makes one to write the shells' completions. */
  private Main() {
    this(System.out);
  }

  private Main(PrintStream out) {
    this.out = out;
  }

  /** Runs one command; ends the process with 2 for bad usage and 1 for a failure. */
  public static void main(String[] args) {
    int code = run(System.out, System.err, args);
    if (code != ExitCode.OK) {
      System.exit(code);
    }
  }

  /** Runs one command and gives its exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    Main main = new Main(out);
    try {
      CommandLine line =
          new CommandLine(main)
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .setParameterExceptionHandler((failure, all) -> misused(failure))
              .setExecutionExceptionHandler(
                  (failure, command, parsed) -> main.failed(failure, err));
      // Not by an annotation: picocli would ask TensorFlow for its version at every start.
      line.getCommandSpec().versionProvider(new Versions());
      line.getSubcommands()
          .values()
          .forEach(command -> command.getCommandSpec().versionProvider(new Versions()));
      return line.execute(withCommand(line, args));
    } catch (LinkageError | OutOfMemoryError e) {
      return main.failed(e, err);
    }
  }

  /** Where commands print. */
  PrintStream out() {
    return out;
  }

  /** Puts the default command in where the arguments begin with an option of its own, or end. */
  private static String[] withCommand(CommandLine line, String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    int at = 0;
    while (at < args.length && args[at].equals(VERBOSE)) {
      at++;
    }
    if (at == args.length
        || args[at].startsWith("-") && !line.getCommandSpec().optionsMap().containsKey(args[at])) {
      words.add(at, DEFAULT_COMMAND);
    }
    return words.toArray(String[]::new);
  }

  private int failed(Throwable failure, PrintStream err) {
    err.println(Failure.PREFIX + Failure.line(failure));
    if (verbose) {
      failure.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  private static int misused(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    boolean unknown =
        failure instanceof UnmatchedArgumentException unmatched
            && !unmatched.isUnknownOption()
            && !command.getSubcommands().isEmpty();
    String text =
        unknown
            ? "needs one of the commands %s, got \"%s\""
                .formatted(
                    String.join(", ", command.getSubcommands().keySet()),
                    ((UnmatchedArgumentException) failure).getUnmatched().get(0))
            : failure.getMessage();
    command
        .getErr()
        .printf(
            Failure.PREFIX + "%s; see %s --help%n", text, command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }
}
