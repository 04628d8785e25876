package org.cornu.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A profile as the JSON that chrome://tracing and Perfetto open: a process for each device, and in
 * it as many threads as it had ops running at one time. TensorFlow does not tell on which of its
 * threads an op ran.
 */
public final class ChromeTrace {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Map<String, Object>> events = new ArrayList<>();
  private final Map<String, List<Long>> busyUntil = new LinkedHashMap<>();

  private ChromeTrace() {}

  /** The whole text. Times are in microseconds since the first op. */
  public static String of(StepProfile profile) {
    ChromeTrace trace = new ChromeTrace();
    long zero =
        profile.steps().stream().flatMap(List::stream).mapToLong(OpRun::start).min().orElse(0);
    int number = profile.first();
    for (List<OpRun> step : profile.steps()) {
      List<OpRun> runs = new ArrayList<>(step);
      runs.sort(Comparator.comparingLong(OpRun::start));
      for (OpRun run : runs) {
        trace.add(run, number, zero);
      }
      number++;
    }
    return JSON.writeValueAsString(Map.of("displayTimeUnit", "ms", "traceEvents", trace.events));
  }

  private void add(OpRun run, int step, long zero) {
    List<Long> lanes = busyUntil.get(run.device());
    if (lanes == null) {
      lanes = new ArrayList<>();
      busyUntil.put(run.device(), lanes);
      events.add(name("process_name", pid(run.device()), 0, run.device()));
    }
    int lane = 0;
    while (lane < lanes.size() && lanes.get(lane) > run.start()) {
      lane++;
    }
    if (lane == lanes.size()) {
      lanes.add(0L);
      events.add(name("thread_name", pid(run.device()), lane, "lane " + (lane + 1)));
    }
    lanes.set(lane, run.end());
    Part part = Part.of(run);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("ph", "X");
    event.put("name", run.type());
    event.put("cat", part.name());
    event.put("pid", pid(run.device()));
    event.put("tid", lane);
    event.put("ts", (run.start() - zero) / 1e3);
    event.put("dur", run.duration() / 1e3);
    event.put(
        "args",
        Map.of("op", run.name(), "layer", part.name(), "inputs", run.inputs(), "step", step));
    events.add(event);
  }

  private int pid(String device) {
    return List.copyOf(busyUntil.keySet()).indexOf(device);
  }

  private static Map<String, Object> name(String kind, int pid, int tid, String name) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("ph", "M");
    event.put("name", kind);
    event.put("pid", pid);
    event.put("tid", tid);
    event.put("args", Map.of("name", name));
    return event;
  }
}
