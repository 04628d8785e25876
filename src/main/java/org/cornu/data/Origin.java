package org.cornu.data;

/** Where the values of a part are kept, or made. */
sealed interface Origin permits Features, Shared {

  /** Whether they stay in files or elsewhere, and are read when they are asked for. */
  default boolean streamed() {
    return false;
  }

  /** How many maps the values go through. */
  default int depth() {
    return 0;
  }
}
