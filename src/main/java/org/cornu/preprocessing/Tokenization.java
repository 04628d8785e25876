package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.strings.StringNGrams;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * How a text becomes tokens.
 *
 * @param standardization of the whole text
 * @param split into pieces
 * @param ngrams of how many pieces in a row, with a space between, a token is made; for each text
 *     first all of the first width; empty for the pieces themselves
 */
public record Tokenization(Standardization standardization, TextSplit split, List<Integer> ngrams) {

  private static final String STANDARDIZE = "standardize";
  private static final String SPLIT = "split";
  private static final String NGRAMS = "ngrams";

  /** Keras's defaults. */
  static final Tokenization DEFAULT =
      new Tokenization(
          Standardization.LOWER_AND_STRIP_PUNCTUATION, TextSplit.WHITESPACE, List.of());

  public Tokenization {
    Objects.requireNonNull(standardization, "textVectorization needs a standardization, got null");
    Objects.requireNonNull(split, "textVectorization needs a split, got null");
    ngrams = List.copyOf(ngrams);
    if (ngrams.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "textVectorization needs ngrams of 1 piece or more, got " + ngrams);
    }
  }

  Tokenization standardization(Standardization other) {
    return new Tokenization(other, split, ngrams);
  }

  Tokenization split(TextSplit other) {
    return new Tokenization(standardization, other, ngrams);
  }

  Tokenization ngrams(List<Integer> widths) {
    return new Tokenization(standardization, split, widths);
  }

  /** The widths from 1 on. */
  static List<Integer> upTo(int most) {
    return IntStream.rangeClosed(1, most).boxed().toList();
  }

  /**
   * The shape of the tokens of a sample.
   *
   * @param texts shape of a sample
   */
  Shape shape(Shape texts) {
    if (split != TextSplit.NONE && !texts.equals(Shape.of(1))) {
      throw new IllegalArgumentException(
          "needs samples of one text, (1,), which it splits, got %s; give it split(NONE) for texts that are tokens"
              .formatted(Spec.floats(texts)));
    }
    if (split == TextSplit.NONE && texts.numDimensions() != 1) {
      throw new IllegalArgumentException(
          "needs samples of one axis, tokens, as it does not split them, got %s"
              .formatted(Spec.floats(texts)));
    }
    return split == TextSplit.NONE && ngrams.isEmpty() ? texts : Shape.of(Layers.ANY);
  }

  /** Emits the ops. */
  Ragged tokens(Ops tf, Operand<TString> texts) {
    Ragged pieces = split.of(tf, standardization.of(tf, texts));
    if (ngrams.isEmpty()) {
      return pieces;
    }
    List<Long> widths = ngrams.stream().map(Integer::longValue).toList();
    StringNGrams<TInt64> made =
        tf.strings.stringNGrams(pieces.values(), pieces.splits(), " ", widths, "", "", 0L, false);
    return new Ragged(made.ngrams(), made.ngramsSplits());
  }

  /** All of it: Keras needs each of these names. */
  Config config() {
    return Config.of(
            STANDARDIZE,
            standardization == Standardization.NONE ? null : Choice.name(standardization))
        .with(SPLIT, split == TextSplit.NONE ? null : Choice.name(split))
        .with(NGRAMS, ngrams.isEmpty() ? null : ngrams);
  }

  static Tokenization from(Config config) {
    requireNoFunction(config, STANDARDIZE);
    requireNoFunction(config, SPLIT);
    boolean isMost = config.any(NGRAMS).filter(Number.class::isInstance).isPresent();
    return new Tokenization(
        Choice.from(config, STANDARDIZE, absent(config, STANDARDIZE, DEFAULT.standardization)),
        Choice.from(config, SPLIT, absent(config, SPLIT, DEFAULT.split)),
        isMost ? upTo(config.integer(NGRAMS)) : Integers.from(config, NGRAMS, List.of()));
  }

  private static void requireNoFunction(Config config, String key) {
    if (config.any(key).filter(Config.class::isInstance).isPresent()) {
      throw config.wrong(
          key,
          "one of the names that Keras has, as a function of Python's does not run here; have it do its work before the net");
    }
  }

  /** What null stands for, and what stands in for a missing value. */
  private static <E extends Enum<E>> E absent(Config config, String key, E usual) {
    return config.values().containsKey(key)
        ? Enum.valueOf(usual.getDeclaringClass(), "NONE")
        : usual;
  }
}
