package org.cornu.config;

import java.util.List;
import java.util.Objects;

/** Arguments of which there may be any number. */
public final class Arguments {

  private Arguments() {}

  /**
   * Them as a list that does not change.
   *
   * @param need what the call needs, for a message such as {@code compile needs metrics, got null}
   * @throws NullPointerException if one of them is null, or the array
   */
  public static <T> List<T> list(String need, T[] arguments) {
    Objects.requireNonNull(arguments, need + ", got null");
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == null) {
        throw new NullPointerException("%s, got null as number %d".formatted(need, i + 1));
      }
    }
    return List.of(arguments);
  }
}
