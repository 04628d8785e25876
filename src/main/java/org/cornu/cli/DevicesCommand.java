package org.cornu.cli;

import java.util.Locale;
import org.cornu.device.Device;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "devices", description = "Prints what TensorFlow can compute on.")
final class DevicesCommand implements Runnable {

  @ParentCommand private Main main;

  @Override
  public void run() {
    main.out().printf("TensorFlow %s sees:%n", TensorFlow.version());
    for (Device device : Device.all()) {
      main.out().printf("  %s  %s%s%n", device.type(), device.name(), memory(device));
    }
  }

  /** TensorFlow states no processor's memory, but 256 MiB for all. */
  private static String memory(Device device) {
    return device.type().equals("CPU")
        ? ""
        : String.format(Locale.ROOT, "  %.1f GiB", device.memory() / (double) (1L << 30));
  }
}
