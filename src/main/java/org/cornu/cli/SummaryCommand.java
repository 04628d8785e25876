package org.cornu.cli;

import java.util.concurrent.Callable;
import org.cornu.Sequential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "summary", description = "Prints a model's layers, shapes and parameters.")
final class SummaryCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "MODEL",
      converter = Zoo.class,
      description = "1 to 5, or model1 to model5.")
  private Sequential net;

  @Override
  public Integer call() {
    System.out.println(net.summary());
    return 0;
  }
}
