package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.strings.StringSplit;
import org.tensorflow.op.strings.UnicodeDecode;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Into what a text is split (Keras: {@code split}). */
public enum TextSplit {
  /** What stands between white space of ASCII. */
  WHITESPACE,
  /** Characters of Unicode: code points. */
  CHARACTER,
  /** A sample has its tokens already, one text each. */
  NONE;

  /**
   * Emits the ops.
   *
   * @param texts (batch, 1), or (batch, tokens) for NONE
   */
  Ragged of(Ops tf, Operand<TString> texts) {
    Operand<TString> flat = tf.reshape(texts, tf.constant(new int[] {-1}));
    return switch (this) {
      case WHITESPACE -> words(tf, flat);
      case CHARACTER -> characters(tf, flat);
      case NONE -> {
        Operand<TInt64> shape = tf.shape(texts, TInt64.class);
        Operand<TInt64> each = tf.gather(shape, tf.constant(1), tf.constant(0));
        Operand<TInt64> rows = tf.gather(shape, tf.constant(0), tf.constant(0));
        yield new Ragged(flat, tf.math.mul(Ragged.upTo(tf, rows), each));
      }
    };
  }

  private static Ragged words(Ops tf, Operand<TString> texts) {
    StringSplit words = tf.strings.stringSplit(texts, tf.constant(""));
    Operand<TInt64> rows = tf.gather(words.indices(), tf.constant(0), tf.constant(1));
    Operand<TInt64> count = tf.gather(words.shape(), tf.constant(0), tf.constant(0));
    Operand<TInt64> splits =
        tf.lowerBound(
            tf.expandDims(rows, tf.constant(0)),
            tf.expandDims(Ragged.upTo(tf, count), tf.constant(0)),
            TInt64.class);
    return new Ragged(words.values(), tf.reshape(splits, tf.constant(new int[] {-1})));
  }

  private static Ragged characters(Ops tf, Operand<TString> texts) {
    UnicodeDecode<TInt64> decoded =
        tf.strings.unicodeDecode(texts, "UTF-8", new UnicodeDecode.Options[0]);
    Operand<TInt32> points = decoded.charValues();
    Operand<TInt64> each = Ragged.upTo(tf, tf.size(points, TInt64.class));
    return new Ragged(tf.strings.unicodeEncode(points, each, "UTF-8"), decoded.rowSplits());
  }
}
