package org.cornu.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.cornu.data.Mnist;

/** Under what conditions a comparison was made. */
final class Setting {

  private Setting() {}

  static Map<String, String> of(TrainOptions options, int seeds, Mnist mnist) {
    Map<String, String> setting = new LinkedHashMap<>(options.settings(mnist));
    setting.put(
        "seeds",
        LongStream.range(0, seeds)
            .mapToObj(i -> Long.toString(options.seed() + i))
            .collect(Collectors.joining(", ")));
    setting.put("date", LocalDate.now().toString());
    setting.put("Java", Runtime.version().toString());
    setting.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return setting;
  }
}
