package org.cornu.preprocessing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.data.Dataset;
import org.cornu.graph.DType;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Texts as numbers of places in a vocabulary: (...) to the same, as int64, or in rows, of int64 too
 * but for TF_IDF, of floats (Keras: {@code StringLookup}). It reads an input of texts: {@code
 * input(1).dtype(DType.STRING)}.
 *
 * @param vocabulary the tokens and how they are numbered
 */
public record StringLookup(Vocabulary<String> vocabulary) implements Lookup<String> {

  /** With another count of numbers for tokens beyond the vocabulary than 1; 0 refuses them. */
  public StringLookup oovIndices(int count) {
    return with(vocabulary.options().oovIndices(count));
  }

  /** With a token that stands for none: it gets 0, and is left out of rows. */
  public StringLookup maskToken(String token) {
    return new StringLookup(
        vocabulary.mask(Objects.requireNonNull(token, "maskToken needs a token, got null")));
  }

  /** With another token than {@code [UNK]} to give for a number of no token. */
  public StringLookup oovToken(String token) {
    return new StringLookup(
        vocabulary.oov(Objects.requireNonNull(token, "oovToken needs a token, got null")));
  }

  /** Tokens for their numbers. */
  public StringLookup invert() {
    return with(vocabulary.options().invert());
  }

  /** Giving rows in place of numbers. For TF_IDF it adapts, or is given {@link #idfWeights}. */
  public StringLookup outputMode(OutputMode mode) {
    return with(vocabulary.options().mode(mode));
  }

  /** Giving counts times weights, one for each token of the vocabulary: their mean for others. */
  public StringLookup idfWeights(double... weights) {
    List<Double> given = Numbers.list("stringLookup needs finite idf weights", weights);
    return new StringLookup(vocabulary.idfWeights(given));
  }

  /** With at most so many numbers, those of special tokens counted. */
  public StringLookup maxTokens(int most) {
    return with(vocabulary.options().maxTokens(most, false));
  }

  /** The same, and rows as long as that. */
  public StringLookup padToMaxTokens(int most) {
    return with(vocabulary.options().maxTokens(most, true));
  }

  /** With numbers for tokens beyond the vocabulary by a hash with a secret key. */
  public StringLookup salt(long first, long second) {
    return with(vocabulary.options().salted(new Salt(first, second)));
  }

  private StringLookup with(LookupOptions options) {
    return new StringLookup(vocabulary.with(options));
  }

  /** With the tokens of the data's only input, the most frequent first. */
  public StringLookup adapt(Dataset data) {
    return adapt(Adapting.of("stringLookup", data));
  }

  /**
   * The same of one of several inputs.
   *
   * @param input its name
   */
  public StringLookup adapt(Dataset data, String input) {
    return adapt(Adapting.of("stringLookup", data, input));
  }

  private StringLookup adapt(Adapting data) {
    Counts<String> counts = new Counts<>();
    int volume = data.part().volume();
    data.texts(
        batch -> {
          for (int from = 0; from < batch.size(); from += volume) {
            counts.add(batch.subList(from, from + volume));
          }
        });
    return adapted(counts);
  }

  /** With the tokens that were counted. */
  StringLookup adapted(Counts<String> counts) {
    return new StringLookup(vocabulary.adapted(counts, StringLookup::compare));
  }

  /** By their bytes, as Keras sorts them. */
  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public DType tokenType() {
    return DType.STRING;
  }

  /**
   * By a search among the words' hashes, after which the words are compared. The hashes are found
   * when the net is built, as no step should sort them again.
   */
  @Override
  public Operand<TInt64> places(Ops tf, Operand<? extends TType> tokens) {
    Operand<TInt64> found =
        Search.places(tf, WordHashes.of(vocabulary.tokens()), WordHashes.of(tf, texts(tokens)));
    Operand<TString> words = constant(tf, vocabulary.tokens());
    Operand<TInt64> at = tf.math.maximum(found, tf.constant(0L));
    Operand<TBool> isSame = tf.math.equal(tf.gather(words, at, tf.constant(0)), texts(tokens));
    return tf.select(isSame, found, tf.constant(-1L));
  }

  @Override
  public Operand<TInt64> hashes(Ops tf, Operand<? extends TType> tokens) {
    LookupOptions options = vocabulary.options();
    return Salt.hash(tf, texts(tokens), options.oovIndices(), options.salt());
  }

  @SuppressWarnings("unchecked") // outputs() refuses others
  private static Operand<TString> texts(Operand<? extends TType> tokens) {
    return (Operand<TString>) tokens;
  }

  @Override
  public Operand<TString> constant(Ops tf, List<String> tokens) {
    return tf.constant(NdArrays.vectorOfObjects(tokens.toArray(String[]::new)));
  }

  @Override
  public Operand<TBool> equal(Ops tf, Operand<? extends TType> tokens, String token) {
    return tf.math.equal(texts(tokens), tf.constant(token));
  }

  @Override
  public Config config() {
    return vocabulary.config();
  }

  /** Reads Keras's configuration. */
  public static StringLookup from(Config config) {
    Optional<String> mask =
        config.has("mask_token") ? Optional.of(config.text("mask_token")) : Optional.empty();
    config.ignore("mask_token");
    return from(config, mask);
  }

  /** The same with a mask that the configuration does not name. */
  static StringLookup from(Config config, Optional<String> mask) {
    config.require("encoding", "utf-8");
    List<String> tokens = new ArrayList<>();
    if (config.has("vocabulary")) {
      for (Object token : config.list("vocabulary")) {
        if (!(token instanceof String text)) {
          throw config.wrong("vocabulary", "texts");
        }
        tokens.add(text);
      }
    }
    config.ignore("vocabulary");
    return new StringLookup(
        Vocabulary.from(config, tokens, mask, config.text("oov_token", "[UNK]")));
  }
}
