package org.cornu.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.History;

/** A history as JSON has it: {@code epoch} and each figure, a list of numbers each. */
final class Columns {

  private Columns() {}

  static Map<String, List<Number>> of(History history) {
    Map<String, List<Number>> columns = new LinkedHashMap<>();
    columns.put("epoch", new ArrayList<>());
    for (Epoch epoch : history.epochs()) {
      columns.get("epoch").add(epoch.number());
      epoch.logs().forEach((name, value) -> column(columns, name).add(value));
    }
    return columns;
  }

  private static List<Number> column(Map<String, List<Number>> columns, String name) {
    return columns.computeIfAbsent(name, it -> new ArrayList<>());
  }
}
