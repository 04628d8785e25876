package org.cornu.report;

import java.util.Objects;
import org.cornu.drawing.Drawing;
import org.cornu.drawing.Picture;

/** A drawing's picture and words, for the classes that users name. */
record Drawn(String title, Picture picture) {

  Drawn {
    Objects.requireNonNull(title, "a chart needs a title, got null");
  }

  /** In a line: what kind of drawing it is, what it shows, how large, and how to save it. */
  String text(Class<? extends Drawing> kind) {
    return "%s \"%s\", %s x %s points; save(Path.of(\"chart.png\")) writes it"
        .formatted(kind.getSimpleName(), title, picture.width(), picture.height());
  }
}
