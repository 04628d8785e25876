package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.cornu.data.Mnist;
import org.cornu.graph.Device;
import org.tensorflow.TensorFlow;

/** Under what conditions a comparison was made. */
final class Setting {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Setting() {}

  static Map<String, String> of(TrainOptions options, int seeds, Mnist mnist) {
    Map<String, String> setting = new LinkedHashMap<>(options.settings(mnist));
    setting.put(
        "seeds",
        LongStream.range(options.seed(), options.seed() + seeds)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", ")));
    setting.put("date", LocalDate.now().toString());
    setting.put("Cornu", Versions.cornu());
    setting.put("TensorFlow", TensorFlow.version());
    setting.put("Java", Runtime.version().toString());
    setting.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    setting.put("processor", processor());
    setting.put("devices", devices());
    return setting;
  }

  private static String processor() {
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

  private static String devices() {
    return Device.all().stream()
        .map(device -> device.name().substring(device.name().lastIndexOf("device:") + 7))
        .collect(Collectors.joining(", "));
  }
}
