package org.cornu.cli;

import org.cornu.Sequential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "summary", description = "Prints a model's layers, shapes and parameters.")
final class SummaryCommand implements Runnable {

  @ParentCommand private Main main;

  @Parameters(paramLabel = "MODEL", converter = Zoo.class, description = Zoo.NAMES)
  private Sequential net;

  @Override
  public void run() {
    main.out().println(net.summary());
  }
}
