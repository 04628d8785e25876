package org.cornu.data;

/** An origin of several parts, which it reads at once. */
sealed interface Shared extends Origin permits OpenSource, Mapped, Relabelled, Viewed {

  /**
   * Reads some samples.
   *
   * @param out begun for as many; ended afterwards
   */
  void read(int[] samples, Pass pass, Buffers out);

  @Override
  default boolean streamed() {
    return true;
  }
}
