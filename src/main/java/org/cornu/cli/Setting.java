package org.cornu.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.cornu.report.Trial;

/** Under what conditions a comparison was made. */
final class Setting {

  private Setting() {}

  static Map<String, String> of(TrainOptions options, int seeds, List<Trial> trials) {
    Map<String, String> setting = trained(trials);
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

  /** What all were trained with, and of what differs the values with their models. */
  private static Map<String, String> trained(List<Trial> trials) {
    Map<String, String> setting = new LinkedHashMap<>();
    for (String what : trials.get(0).settings().keySet()) {
      Map<String, Set<String>> models = new LinkedHashMap<>();
      for (Trial trial : trials) {
        models
            .computeIfAbsent(trial.settings().get(what), value -> new LinkedHashSet<>())
            .add(trial.model());
      }
      setting.put(what, models.size() == 1 ? models.keySet().iterator().next() : listed(models));
    }
    return setting;
  }

  private static String listed(Map<String, Set<String>> models) {
    return models.entrySet().stream()
        .map(each -> "%s (%s)".formatted(each.getKey(), String.join(", ", each.getValue())))
        .collect(Collectors.joining("; "));
  }
}
