package org.cornu.data;

import java.util.OptionalInt;

/** Where the values of a part are kept, or made. */
sealed interface Origin permits Features, Shared {

  /** Whether they stay in files or elsewhere, and are read when they are asked for. */
  default boolean streamed() {
    return false;
  }

  /** How many steps a sample has, if that is not the same of all. */
  default OptionalInt steps(int sample) {
    return OptionalInt.empty();
  }

  /** How many maps the values go through. */
  default int depth() {
    return 0;
  }
}
