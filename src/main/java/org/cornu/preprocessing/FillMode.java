package org.cornu.preprocessing;

/** What lies beyond the edge of an image (Keras: {@code fill_mode}). */
public enum FillMode {
  /** The image as in a mirror at its edge: {@code d c b a | a b c d | d c b a}. */
  REFLECT,
  /** The same value everywhere: {@code k k k k | a b c d | k k k k}. */
  CONSTANT,
  /** The image again: {@code a b c d | a b c d | a b c d}. */
  WRAP,
  /** The pixel at the edge: {@code a a a a | a b c d | d d d d}. */
  NEAREST
}
