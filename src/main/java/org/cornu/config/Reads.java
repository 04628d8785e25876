package org.cornu.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a config were asked for, which were left out, and which cannot be used. */
final class Reads {

  private final Set<String> read = new HashSet<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  void add(String key) {
    read.add(key);
  }

  static boolean isSame(Object value, Object only) {
    return value instanceof Number number && only instanceof Number one
        ? number.doubleValue() == one.doubleValue()
        : value.equals(only);
  }

  void complain(String of) {
    complaints.add(of);
  }

  void leaveOut(String key, Object value) {
    read.add(key);
    leftOut.add(new LeftOut(key, Config.shown(value)));
  }

  /** Takes up what was left out of a part. */
  void addThoseOf(Object part) {
    if (part instanceof Config config) {
      leftOut.addAll(config.leftOut());
    }
  }

  List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Leaves out what may be of the values that nobody asked for, and complains of all others. */
  void requireAll(Config config) {
    List<String> all = new ArrayList<>(complaints);
    for (Map.Entry<String, Object> entry : config.values().entrySet()) {
      if (entry.getValue() != null && !read.contains(entry.getKey())) {
        if (LeftOut.mayBe(entry.getKey())) {
          leaveOut(entry.getKey(), entry.getValue());
        } else {
          all.add(
              "%s.%s: Cornu has no such option, got %s; save the model without it"
                  .formatted(config.path(), entry.getKey(), Config.shown(entry.getValue())));
        }
      }
    }
    if (!all.isEmpty()) {
      throw new ConfigException(String.join("; ", all));
    }
  }
}
