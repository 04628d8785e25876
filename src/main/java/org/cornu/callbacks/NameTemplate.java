package org.cornu.callbacks;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's name with places for figures, filled as Python's {@code str.format} does: {@code
 * {epoch:02d}-{val_loss:.3f}}; doubled braces stand for themselves. The numbers of epoch and batch
 * are whole, all else are fractions.
 */
record NameTemplate(String text) {

  static final String EPOCH = "epoch";
  static final String BATCH = "batch";

  private static final Set<String> WHOLE = Set.of(EPOCH, BATCH);
  private static final Pattern PIECE =
      Pattern.compile("\\{\\{|\\}\\}|\\{(?<name>\\w+)(?::(?<spec>[^{}]*))?\\}|(?<brace>[{}])");

  /**
   * Checks the places' formats.
   *
   * @throws IllegalArgumentException if Python would refuse one
   */
  NameTemplate {
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      String name = piece.group("name");
      if (piece.group("brace") != null) {
        throw new IllegalArgumentException(
            "\"%s\" needs places such as {epoch:02d} or {val_loss:.3f}, has a \"%s\" at \"%s\""
                    .formatted(text, piece.group(), text.substring(piece.start()))
                + " that belongs to none; double it where it is meant as it is");
      }
      if (name != null && FormatSpec.of(spec(piece), WHOLE.contains(name)).isEmpty()) {
        throw new IllegalArgumentException(
            "\"%s\" needs a format of Python's for %s, got \"%s\" for \"%s\"; for example {%s%s}"
                .formatted(
                    text,
                    WHOLE.contains(name) ? "a whole number" : "a fraction",
                    spec(piece),
                    name,
                    name,
                    WHOLE.contains(name) ? ":02d" : ":.3f"));
      }
    }
  }

  private static String spec(Matcher piece) {
    return piece.group("spec") == null ? "" : piece.group("spec");
  }

  /**
   * Checks the places' names.
   *
   * @param figures that there will be
   * @throws IllegalStateException if there is none of a name
   */
  void require(Collection<String> figures) {
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      String name = piece.group("name");
      if (name != null && !figures.contains(name)) {
        throw new IllegalStateException(
            "\"%s\" needs the figure \"%s\"; there are %s%s"
                .formatted(text, name, new LinkedHashSet<>(figures), Suggestion.of(name, figures)));
      }
    }
  }

  /** Puts figures into their places; there is one for each. */
  String fill(Map<String, Double> figures) {
    Matcher piece = PIECE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (piece.find()) {
      String name = piece.group("name");
      String put =
          name == null
              ? piece.group().substring(1)
              : text(name, FormatSpec.of(spec(piece), WHOLE.contains(name)), figures.get(name));
      piece.appendReplacement(filled, Matcher.quoteReplacement(put));
    }
    return piece.appendTail(filled).toString();
  }

  private static String text(String name, Optional<FormatSpec> spec, double figure) {
    return WHOLE.contains(name)
        ? spec.orElseThrow().text((long) figure)
        : spec.orElseThrow().text(figure);
  }
}
