package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.data.Dataset;
import org.cornu.graph.DType;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Whole numbers of any kind as those of places in a vocabulary: (...) to the same, as int64, or in
 * rows, of int64 too but for TF_IDF, of floats (Keras: {@code IntegerLookup}).
 *
 * @param vocabulary the tokens and how they are numbered
 */
public record IntegerLookup(Vocabulary<Long> vocabulary) implements Lookup<Long> {

  /** With another count of numbers for tokens beyond the vocabulary than 1; 0 refuses them. */
  public IntegerLookup oovIndices(int count) {
    return with(vocabulary.options().oovIndices(count));
  }

  /** With a token that stands for none: it gets 0, and is left out of rows. */
  public IntegerLookup maskToken(long token) {
    return new IntegerLookup(vocabulary.mask(token));
  }

  /** With another token than -1 to give for a number of no token. */
  public IntegerLookup oovToken(long token) {
    return new IntegerLookup(vocabulary.oov(token));
  }

  /** Tokens for their numbers. */
  public IntegerLookup invert() {
    return with(vocabulary.options().invert());
  }

  /** Giving rows in place of numbers. For TF_IDF it adapts, or is given {@link #idfWeights}. */
  public IntegerLookup outputMode(OutputMode mode) {
    return with(vocabulary.options().mode(mode));
  }

  /** Giving counts times weights, one for each token of the vocabulary: their mean for others. */
  public IntegerLookup idfWeights(double... weights) {
    List<Double> given = Numbers.list("integerLookup needs finite idf weights", weights);
    return new IntegerLookup(vocabulary.idfWeights(given));
  }

  /** With at most so many numbers, those of special tokens counted. */
  public IntegerLookup maxTokens(int most) {
    return with(vocabulary.options().maxTokens(most, false));
  }

  /** The same, and rows as long as that. */
  public IntegerLookup padToMaxTokens(int most) {
    return with(vocabulary.options().maxTokens(most, true));
  }

  /** With numbers for tokens beyond the vocabulary by their hash (Keras: {@code farmhash}). */
  public IntegerLookup hashed() {
    return with(vocabulary.options().hashed(Optional.empty()));
  }

  /** The same by a hash with a secret key. */
  public IntegerLookup salt(long first, long second) {
    return with(vocabulary.options().hashed(Optional.of(new Salt(first, second))));
  }

  private IntegerLookup with(LookupOptions options) {
    return new IntegerLookup(vocabulary.with(options));
  }

  /** With the tokens of the data's only input, the most frequent first. */
  public IntegerLookup adapt(Dataset data) {
    return adapt(Adapting.of("integerLookup", data));
  }

  /**
   * The same of one of several inputs.
   *
   * @param input its name
   */
  public IntegerLookup adapt(Dataset data, String input) {
    return adapt(Adapting.of("integerLookup", data, input));
  }

  private IntegerLookup adapt(Adapting data) {
    Counts<Long> counts = new Counts<>();
    int volume = data.part().volume();
    data.longs(
        batch -> {
          for (int from = 0; from < batch.length; from += volume) {
            counts.add(Arrays.stream(batch, from, from + volume).boxed().toList());
          }
        });
    return new IntegerLookup(vocabulary.adapted(counts, Comparator.naturalOrder()));
  }

  @Override
  public DType tokenType() {
    return DType.INT64;
  }

  @Override
  public Operand<TInt64> places(Ops tf, Operand<? extends TType> tokens) {
    long[] all = vocabulary.tokens().stream().mapToLong(Long::longValue).toArray();
    return Search.places(tf, all, tf.dtypes.cast(tokens, TInt64.class));
  }

  @Override
  public Operand<TInt64> hashes(Ops tf, Operand<? extends TType> tokens) {
    LookupOptions options = vocabulary.options();
    return options.hashed()
        ? Salt.hash(tf, tf.dtypes.asString(tokens), options.oovIndices(), options.salt())
        : tf.math.floorMod(
            tf.dtypes.cast(tokens, TInt64.class), tf.constant((long) options.oovIndices()));
  }

  @Override
  public Operand<? extends TType> constant(Ops tf, List<Long> tokens) {
    return tf.constant(tokens.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public Operand<TBool> equal(Ops tf, Operand<? extends TType> tokens, Long token) {
    return tf.math.equal(tf.dtypes.cast(tokens, TInt64.class), tf.constant(token.longValue()));
  }

  @Override
  public Config config() {
    return vocabulary.config();
  }

  /** Reads Keras's configuration. */
  public static IntegerLookup from(Config config) {
    config.require("vocabulary_dtype", "int64");
    List<Long> tokens = new ArrayList<>();
    if (config.has("vocabulary")) {
      for (Object token : config.list("vocabulary")) {
        tokens.add(whole(config, "vocabulary", token));
      }
    }
    config.ignore("vocabulary");
    Optional<Long> mask = config.any("mask_token").map(token -> whole(config, "mask_token", token));
    long oov = config.any("oov_token").map(token -> whole(config, "oov_token", token)).orElse(-1L);
    return new IntegerLookup(Vocabulary.from(config, tokens, mask, oov));
  }

  private static Long whole(Config config, String key, Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw config.wrong(key, "whole numbers");
  }
}
