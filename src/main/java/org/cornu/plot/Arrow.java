package org.cornu.plot;

import java.util.Objects;

/**
 * Where values flow.
 *
 * @param from the id of the box that gives them
 * @param to the id of the box that takes them
 */
public record Arrow(String from, String to) {

  /** Checks that both ends are named. */
  public Arrow {
    Objects.requireNonNull(from, "an arrow needs the id of the box it comes from, got null");
    Objects.requireNonNull(to, "an arrow needs the id of the box it goes to, got null");
  }
}
