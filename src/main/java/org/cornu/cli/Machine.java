package org.cornu.cli;

import java.util.stream.Collectors;
import org.cornu.device.Device;
import org.cornu.device.Processor;

/** What a run computes on. */
final class Machine {

  private Machine() {}

  /** The processor's name where the system tells it, and its threads. */
  static String processor() {
    String threads = Runtime.getRuntime().availableProcessors() + " threads";
    return Processor.here()
        .map(Processor::name)
        .filter(name -> !name.isEmpty())
        .map(name -> name + ", " + threads)
        .orElse(threads);
  }

  /** TensorFlow's devices: {@code CPU:0, GPU:0}. */
  static String devices() {
    return Device.all().stream()
        .map(device -> device.name().substring(device.name().lastIndexOf("device:") + 7))
        .collect(Collectors.joining(", "));
  }
}
