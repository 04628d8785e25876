package org.cornu.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.cornu.graph.Device;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Command;

@Command(name = "devices", description = "Prints what TensorFlow can compute on.")
final class DevicesCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.printf("TensorFlow %s sees:%n", TensorFlow.version());
    for (Device device : Device.all()) {
      System.out.printf(
          Locale.ROOT,
          "  %s  %s  %.1f GiB%n",
          device.type(), device.name(), device.memory() / (double) (1L << 30));
    }
    return 0;
  }
}
