package org.cornu.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody else's measurements, shown beside ours.
 *
 * @param label who and where, short enough for the head of a table
 * @param figures by model name; models without figures show none
 */
public record Reference(String label, Map<String, Figures> figures) {

  public Reference {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }
}
