package org.cornu.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.data.Dataset;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Texts as numbers of their words: (1) to (words), as int64, or to a row of the vocabulary for each
 * text, of int64 too but for TF_IDF, of floats (Keras: {@code TextVectorization}).
 *
 * <pre>{@code
 * TextVectorization words = textVectorization().maxTokens(20_000).adapt(reviews);
 * Sequential net = Sequential.of(input(1).dtype(DType.STRING), words,
 *     embedding(words.vocabularySize(), 16).maskZero(), globalAveragePooling1d(), dense(1).sigmoid());
 * }</pre>
 *
 * <p>The number 0 fills rows up to the longest of the batch, and 1 stands for all words beyond the
 * vocabulary; in rows of the vocabulary place 0 is theirs. What else than {@link Standardization}
 * and {@link TextSplit} know is to be done to texts, a layer of your own before it can do.
 *
 * @param tokenization how a text becomes tokens
 * @param length to which rows of numbers are filled up or cut; empty for that of the longest
 * @param lookup of the tokens
 */
public record TextVectorization(Tokenization tokenization, OptionalInt length, StringLookup lookup)
    implements Layer {

  private static final String LENGTH = "output_sequence_length";

  /** By which a text's row is filled up: its number is 0, and rows of the vocabulary lack it. */
  private static final String FILLING = "";

  public TextVectorization {
    Objects.requireNonNull(tokenization, "textVectorization needs a tokenization, got null");
    Objects.requireNonNull(length, "textVectorization needs a length or an empty one, got null");
    Objects.requireNonNull(lookup, "textVectorization needs a lookup, got null");
    LookupOptions options = lookup.vocabulary().options();
    if (options.mode() == OutputMode.ONE_HOT) {
      throw new IllegalArgumentException(
          "textVectorization needs the mode INT, MULTI_HOT, COUNT or TF_IDF, got ONE_HOT");
    }
    if (options.inverted() || options.oovIndices() != 1) {
      throw new IllegalArgumentException(
          "textVectorization needs a lookup of tokens with one number for all others, got "
              + options);
    }
    if (length.isPresent() && (options.mode() != OutputMode.INT || length.getAsInt() < 1)) {
      throw new IllegalArgumentException(
          "textVectorization needs a sequence length of 1 or more, and that with the mode INT alone, got %d with %s"
              .formatted(length.getAsInt(), options.mode()));
    }
  }

  /** With Keras's defaults. */
  static TextVectorization of(StringLookup lookup) {
    return new TextVectorization(
        Tokenization.DEFAULT, OptionalInt.empty(), lookup.maskToken(FILLING));
  }

  /** With something else done to a text first than to make it small, without punctuation. */
  public TextVectorization standardize(Standardization standardization) {
    return with(tokenization.standardization(standardization));
  }

  /** With other pieces than words. */
  public TextVectorization split(TextSplit split) {
    return with(tokenization.split(split));
  }

  /** With tokens of one piece, of two in a row and so on up to so many, 1 or more. */
  public TextVectorization ngrams(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "textVectorization needs ngrams of up to 1 piece or more, got " + most);
    }
    return with(tokenization.ngrams(Tokenization.upTo(most)));
  }

  /** With tokens of so many pieces in a row, and no others (Keras: a tuple). */
  public TextVectorization ngramsOf(int... widths) {
    Objects.requireNonNull(widths, "ngramsOf needs numbers of pieces, got null");
    return with(tokenization.ngrams(Arrays.stream(widths).boxed().toList()));
  }

  /** Giving rows of the vocabulary. For TF_IDF it adapts, or is given {@link #idfWeights}. */
  public TextVectorization outputMode(OutputMode mode) {
    return with(lookup.outputMode(mode));
  }

  /** Giving counts times weights, one for each token of the vocabulary: their mean for others. */
  public TextVectorization idfWeights(double... weights) {
    return with(lookup.idfWeights(weights));
  }

  /** Giving so many numbers for each text: what is longer is cut, and filled up what is shorter. */
  public TextVectorization outputSequenceLength(int length) {
    return new TextVectorization(tokenization, OptionalInt.of(length), lookup);
  }

  /** With at most so many numbers, that of others and that of filling counted. */
  public TextVectorization maxTokens(int most) {
    return with(lookup.maxTokens(most));
  }

  /** The same, and rows of the vocabulary as long as that. */
  public TextVectorization padToMaxTokens(int most) {
    return with(lookup.padToMaxTokens(most));
  }

  private TextVectorization with(Tokenization other) {
    return new TextVectorization(other, length, lookup);
  }

  private TextVectorization with(StringLookup other) {
    return new TextVectorization(tokenization, length, other);
  }

  /** With the tokens of the data's only input, the most frequent first. */
  public TextVectorization adapt(Dataset data) {
    return adapt(Adapting.of("textVectorization", data));
  }

  /**
   * The same of one of several inputs.
   *
   * @param input its name
   */
  public TextVectorization adapt(Dataset data, String input) {
    return adapt(Adapting.of("textVectorization", data, input));
  }

  private TextVectorization adapt(Adapting data) {
    Shape texts = Shape.of(data.part().shape().stream().mapToLong(Integer::longValue).toArray());
    tokenization.shape(texts);
    Counts<String> counts = new Counts<>();
    try (Tokenizer tokenizer = new Tokenizer(tokenization, texts)) {
      data.texts(batch -> tokenizer.tokens(batch).forEach(counts::add));
    }
    return with(lookup.adapted(counts));
  }

  /** What the numbers stand for: the token of each, the special ones in front. */
  public List<String> tokens() {
    List<String> all = lookup.vocabulary().inverted();
    return all.subList(0, vocabularySize());
  }

  /** How many numbers there are, the special ones counted. */
  public int vocabularySize() {
    return lookup.vocabulary().special() + lookup.vocabulary().tokens().size();
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Spec texts = UnaryLayer.only(inputs);
    Shape shape = tokenization.shape(texts.shape());
    Shape cut = length.isPresent() ? Shape.of(length.getAsInt()) : shape;
    return lookup.outputs(List.of(new Spec(cut, texts.dtype())));
  }

  @Override
  public List<WeightSpec> weights(List<Spec> inputs) {
    return lookup.weights(inputs);
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    Operand<TString> texts = texts(UnaryLayer.only(inputs));
    Shape shape = tokenization.shape(texts.shape().tail());
    int size = (int) shape.get(shape.numDimensions() - 1);
    Ragged tokens = tokenization.tokens(tf, texts);
    return lookup.call(scope, List.of(tokens.filled(tf, length.orElse(size))));
  }

  @SuppressWarnings("unchecked") // outputs() refuses others
  private static Operand<TString> texts(Operand<? extends TType> texts) {
    return (Operand<TString>) texts;
  }

  @Override
  public Config config() {
    Config config =
        lookup
            .config()
            .without("num_oov_indices", "invert", "oov_token", "mask_token")
            .with(tokenization.config());
    return length.isPresent() ? config.with(LENGTH, length.getAsInt()) : config;
  }

  /** Reads Keras's configuration. */
  public static TextVectorization from(Config config) {
    config.require("ragged", false);
    return new TextVectorization(
        Tokenization.from(config),
        config.has(LENGTH) ? OptionalInt.of(config.integer(LENGTH)) : OptionalInt.empty(),
        StringLookup.from(config, Optional.of(FILLING)));
  }
}
