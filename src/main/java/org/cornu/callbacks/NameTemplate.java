package org.cornu.callbacks;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** File names with places for figures, as Python formats them: {@code {epoch:02d}}. */
final class NameTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?::(\\d*(?:\\.\\d+)?[dfe]))?\\}");

  private NameTemplate() {}

  /**
   * Puts figures into their places; a whole number without a format has no point.
   *
   * @throws IllegalStateException if there is no figure of a name
   */
  static String fill(String template, Map<String, Double> figures) {
    return PLACE.matcher(template).replaceAll(place -> text(template, place, figures));
  }

  private static String text(String template, MatchResult place, Map<String, Double> figures) {
    Double figure = figures.get(place.group(1));
    if (figure == null) {
      throw new IllegalStateException(
          "\"%s\" needs the figure \"%s\"; there are %s"
              .formatted(template, place.group(1), figures.keySet()));
    }
    String format = place.group(2);
    if (format == null) {
      return figure == figure.longValue() ? "" + figure.longValue() : figure.toString();
    }
    Object value = format.endsWith("d") ? (Object) figure.longValue() : figure;
    return String.format(Locale.ROOT, "%" + format, value);
  }
}
