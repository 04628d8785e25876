package org.cornu.layers;

import java.util.Locale;

/**
 * A mask that a layer of attention reads behind query, value and key, in this order. Booleans, or
 * numbers of which 0 counts for false (Keras: an argument of a call).
 */
public enum AttentionMask {
  /** Which steps of the query count: (steps). */
  QUERY,
  /** Which steps of the value count: (steps). */
  VALUE,
  /** Which steps of the key count: (steps). */
  KEY,
  /**
   * Which step of the query heeds which of the key: (query's steps, key's steps), or with the heads
   * in front; an axis may be 1.
   */
  ATTENTION;

  /** Keras's name of the argument: {@code value_mask}. */
  public String kerasName() {
    return name().toLowerCase(Locale.ROOT) + "_mask";
  }
}
