package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;

/** What becomes of a text before it is split (Keras: {@code standardize}). */
public enum Standardization {
  /** {@link #LOWER}, then {@link #STRIP_PUNCTUATION}. */
  LOWER_AND_STRIP_PUNCTUATION,
  /** The letters A to Z become small, and no others, as in Keras: Ä stays Ä. */
  LOWER,
  /** The punctuation of ASCII goes, and no other, as in Keras: „ stays. */
  STRIP_PUNCTUATION,
  /** Nothing. */
  NONE;

  private static final String PUNCTUATION = "[[:punct:]]";

  /** Emits the ops, for texts of any shape. */
  Operand<TString> of(Ops tf, Operand<TString> texts) {
    Operand<TString> cased =
        this == LOWER || this == LOWER_AND_STRIP_PUNCTUATION ? tf.strings.lower(texts) : texts;
    return this == STRIP_PUNCTUATION || this == LOWER_AND_STRIP_PUNCTUATION
        ? tf.strings.staticRegexReplace(cased, PUNCTUATION, "")
        : cased;
  }
}
