package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;

/**
 * What the layers that look tokens up have in common.
 *
 * @param oovIndices how many numbers stand for tokens that are not in the vocabulary
 * @param mode what the layer gives
 * @param inverted whether it gives tokens for numbers
 * @param maxTokens the most numbers there may be, the special ones counted; 0 for any
 * @param padded whether rows are as long as that
 * @param idfWeights of all numbers, the special ones counted; empty but for TF_IDF
 * @param hashed whether tokens beyond the vocabulary are hashed to their numbers, not counted
 *     around
 * @param salt of the hash
 */
public record LookupOptions(
    int oovIndices,
    OutputMode mode,
    boolean inverted,
    int maxTokens,
    boolean padded,
    List<Double> idfWeights,
    boolean hashed,
    Optional<Salt> salt) {

  /** Keras's defaults. */
  static final LookupOptions DEFAULT =
      new LookupOptions(1, OutputMode.INT, false, 0, false, List.of(), false, Optional.empty());

  public LookupOptions {
    Objects.requireNonNull(mode, "a lookup needs a mode, got null");
    Objects.requireNonNull(salt, "a lookup needs a salt or an empty one, got null");
    idfWeights = List.copyOf(idfWeights);
    if (oovIndices < 0) {
      throw new IllegalArgumentException(
          "a lookup needs 0 or more indices for tokens beyond its vocabulary, got " + oovIndices);
    }
    if (maxTokens < 0 || maxTokens == 1 || padded && maxTokens == 0) {
      throw new IllegalArgumentException(
          "a lookup needs at most 2 tokens or more, and as many where it is padded, got "
              + maxTokens);
    }
    if (inverted && mode != OutputMode.INT) {
      throw new IllegalArgumentException(
          "a lookup that is inverted needs the mode INT, got " + mode);
    }
    if (!idfWeights.isEmpty() && mode != OutputMode.TF_IDF) {
      throw new IllegalArgumentException(
          "a lookup with idf weights needs the mode TF_IDF, got " + mode);
    }
  }

  LookupOptions oovIndices(int count) {
    return new LookupOptions(count, mode, inverted, maxTokens, padded, idfWeights, hashed, salt);
  }

  LookupOptions mode(OutputMode mode) {
    return new LookupOptions(
        oovIndices, mode, inverted, maxTokens, padded, List.of(), hashed, salt);
  }

  LookupOptions invert() {
    return new LookupOptions(oovIndices, mode, true, maxTokens, padded, idfWeights, hashed, salt);
  }

  LookupOptions maxTokens(int most, boolean pad) {
    return new LookupOptions(oovIndices, mode, inverted, most, pad, idfWeights, hashed, salt);
  }

  LookupOptions idfWeights(List<Double> weights) {
    return new LookupOptions(oovIndices, mode, inverted, maxTokens, padded, weights, hashed, salt);
  }

  LookupOptions hashed(Optional<Salt> salt) {
    return new LookupOptions(oovIndices, mode, inverted, maxTokens, padded, idfWeights, true, salt);
  }

  LookupOptions salted(Salt salt) {
    return new LookupOptions(
        oovIndices, mode, inverted, maxTokens, padded, idfWeights, hashed, Optional.of(salt));
  }

  /** The options that are not usual: the first releases of Keras 3 lacked some of them. */
  Config config() {
    Config config =
        Config.of("num_oov_indices", oovIndices)
            .with("output_mode", Choice.name(mode))
            .with("invert", inverted);
    if (maxTokens > 0) {
      config = config.with("max_tokens", maxTokens).with("pad_to_max_tokens", padded);
    }
    if (hashed) {
      config = config.with("oov_method", "farmhash");
    }
    return config.with(Salt.config(salt));
  }

  /** Reads all but the idf weights. */
  static LookupOptions from(Config config) {
    config.require("sparse", false);
    config.ignore("vocabulary_size");
    String method = config.text("oov_method", "floormod");
    if (!method.equals("floormod") && !method.equals("farmhash")) {
      throw config.wrong("oov_method", "floormod or farmhash");
    }
    return new LookupOptions(
        config.integer("num_oov_indices", 1),
        Choice.from(config, "output_mode", OutputMode.INT),
        config.flag("invert", false),
        config.integer("max_tokens", 0),
        config.flag("pad_to_max_tokens", false),
        List.of(),
        method.equals("farmhash"),
        Salt.from(config));
  }
}
