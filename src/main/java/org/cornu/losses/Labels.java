package org.cornu.losses;

import java.util.OptionalInt;

/** What losses of a kind need of labels alike. */
final class Labels {

  private Labels() {}

  /** For losses of a choice among classes, as ids or as rows. */
  static void requireChoice(String loss, long width) {
    if (width < 2) {
      throw new IllegalArgumentException(
          "loss %s needs an output of 2 or more classes, got %d; use binaryCrossentropy()"
              .formatted(loss, width));
    }
  }

  /** For losses of yes-or-no questions. */
  static void requireQuestions(String loss, OptionalInt classes) {
    if (classes.isPresent() && classes.getAsInt() > 2) {
      throw new IllegalArgumentException(
          ("loss %s needs the class indices 0 and 1, got %d classes; end the net"
                  + " in dense(%2$d).softmax() and use categoricalCrossentropy()")
              .formatted(loss, classes.getAsInt()));
    }
  }

  /** For losses that read class ids alone. */
  static void requireIds(String loss, OptionalInt classes) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "loss %s needs labels as class indices, got vectors; use categoricalCrossentropy()"
              .formatted(loss));
    }
  }
}
