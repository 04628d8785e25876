package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.cornu.graph.Device;

/** What a run computes on. */
final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The processor's name where the system tells it, and its threads. */
  static String processor() {
    String threads = Runtime.getRuntime().availableProcessors() + " threads";
    try {
      List<String> lines = Files.exists(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
      return lines.stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
              .findFirst()
              .orElse("")
          + threads;
    } catch (IOException e) {
      return threads;
    }
  }

  /** TensorFlow's devices: {@code CPU:0, GPU:0}. */
  static String devices() {
    return Device.all().stream()
        .map(device -> device.name().substring(device.name().lastIndexOf("device:") + 7))
        .collect(Collectors.joining(", "));
  }
}
