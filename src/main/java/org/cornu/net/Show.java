package org.cornu.net;

/** What a summary or a plot of a net shows besides the layers themselves. */
public enum Show {
  /** The layers of nets within the net (Keras: {@code expand_nested}). */
  NESTED,
  /** Whether a layer's weights are trained (Keras: {@code show_trainable}). */
  TRAINABLE
}
