package org.cornu.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model and its versions. One thread changes them; others see what was there before or after.
 *
 * @param versions that answer, by number
 * @param failed those that could not be loaded
 */
record ServedModel(
    String name, TreeMap<Long, ServedVersion> versions, Map<Long, ServedVersion> failed) {

  static ServedModel none(String name) {
    return new ServedModel(name, new TreeMap<>(), new TreeMap<>());
  }

  ServedModel copy() {
    return new ServedModel(name, new TreeMap<>(versions), new TreeMap<>(failed));
  }

  boolean isEmpty() {
    return versions.isEmpty() && failed.isEmpty();
  }

  /** All, the newest first. */
  Collection<ServedVersion> all() {
    List<ServedVersion> all = new ArrayList<>(versions.values());
    failed.values().stream().filter(each -> !versions.containsKey(each.number())).forEach(all::add);
    all.sort((a, b) -> Long.compare(b.number(), a.number()));
    return all;
  }
}
