package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cornu.config.Config;

/**
 * The tokens that a layer knows, and how it numbers them.
 *
 * @param <T> tokens
 * @param tokens in order, each once, without the special ones; empty before the layer has adapted
 * @param mask a token that stands for none: it gets 0, and is left out of rows
 * @param oov what an inverted layer gives for a number of no token
 * @param options all others
 */
public record Vocabulary<T>(List<T> tokens, Optional<T> mask, T oov, LookupOptions options) {

  public Vocabulary {
    tokens = List.copyOf(tokens);
    Objects.requireNonNull(mask, "a lookup needs a mask or an empty one, got null");
    Objects.requireNonNull(oov, "a lookup needs a token for unknown numbers, got null");
    Set<T> seen = new HashSet<>();
    for (T token : tokens) {
      boolean isSpecial =
          mask.filter(token::equals).isPresent() || options.inverted() && token.equals(oov);
      if (isSpecial || !seen.add(token)) {
        throw new IllegalArgumentException(
            "a lookup needs a vocabulary of each token once, without the special ones, got \"%s\""
                .formatted(token));
      }
    }
  }

  /** Checks that the numbers of tokens are not too many, and that all have weights. */
  Vocabulary<T> requireFitting() {
    int size = special() + tokens.size();
    if (options.maxTokens() > 0 && size > options.maxTokens()) {
      throw new IllegalArgumentException(
          "a lookup needs at most %d tokens, %d special ones counted, got %d"
              .formatted(options.maxTokens(), special(), size));
    }
    if (options.mode() == OutputMode.TF_IDF
        && !tokens.isEmpty()
        && options.idfWeights().size() != size) {
      throw new IllegalArgumentException(
          "a lookup needs an idf weight for each of %d tokens, special ones counted, got %d"
              .formatted(size, options.idfWeights().size()));
    }
    return this;
  }

  Vocabulary<T> with(LookupOptions others) {
    return new Vocabulary<>(tokens, mask, oov, others);
  }

  Vocabulary<T> mask(T token) {
    return new Vocabulary<>(tokens, Optional.of(token), oov, options);
  }

  Vocabulary<T> oov(T token) {
    return new Vocabulary<>(tokens, mask, token, options);
  }

  /**
   * With weights of the tokens.
   *
   * @param weights one for each token; the special ones get their mean
   */
  Vocabulary<T> idfWeights(List<Double> weights) {
    LookupOptions weighted = options.mode(OutputMode.TF_IDF);
    int special = with(weighted).special();
    double mean = weights.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    List<Double> all = new ArrayList<>(Collections.nCopies(special, mean));
    all.addAll(weights);
    return with(weighted.idfWeights(all)).requireFitting();
  }

  /** With the tokens that were counted. */
  Vocabulary<T> adapted(Counts<T> counts, Comparator<T> order) {
    mask.ifPresent(counts::remove);
    counts.remove(oov);
    int most = options.maxTokens() == 0 ? Integer.MAX_VALUE : options.maxTokens() - special();
    List<T> found = counts.vocabulary(order, most);
    LookupOptions weighted =
        options.mode() == OutputMode.TF_IDF
            ? options.idfWeights(counts.idfWeights(found, special()))
            : options;
    return new Vocabulary<>(found, mask, oov, weighted).requireFitting();
  }

  /** How many numbers stand in front of those of the tokens. */
  int special() {
    return oovStart() + options.oovIndices();
  }

  /** The first number of tokens beyond the vocabulary: a mask has 0. */
  int oovStart() {
    return mask.isPresent() && options.mode() == OutputMode.INT ? 1 : 0;
  }

  /** How long rows are. */
  int depth() {
    return options.padded() ? options.maxTokens() : special() + tokens.size();
  }

  private List<T> specialTokens() {
    List<T> all = new ArrayList<>();
    mask.filter(token -> oovStart() == 1).ifPresent(all::add);
    all.addAll(Collections.nCopies(options.oovIndices(), oov));
    return all;
  }

  /** What an inverted layer gives by the numbers, and last for all others. */
  List<T> inverted() {
    List<T> all = specialTokens();
    all.addAll(tokens);
    all.add(oov);
    return all;
  }

  /** As Keras writes it: with the special tokens where there are weights for them. */
  Config config() {
    Config config = options.config().with("oov_token", oov);
    if (mask.isPresent()) {
      config = config.with("mask_token", mask.get());
    }
    if (tokens.isEmpty()) {
      return config;
    }
    if (options.idfWeights().isEmpty()) {
      return config.with("vocabulary", tokens);
    }
    List<T> all = specialTokens();
    all.addAll(tokens);
    return config.with("vocabulary", all).with("idf_weights", options.idfWeights());
  }

  /**
   * Reads the options that are the same of all tokens.
   *
   * @param stored the tokens of the file, which may begin with the special ones
   */
  static <T> Vocabulary<T> from(Config config, List<T> stored, Optional<T> mask, T oov) {
    LookupOptions options = LookupOptions.from(config);
    List<T> special = new Vocabulary<>(List.<T>of(), mask, oov, options).specialTokens();
    boolean isWhole =
        stored.size() >= special.size() && stored.subList(0, special.size()).equals(special);
    List<T> tokens = isWhole ? stored.subList(special.size(), stored.size()) : stored;
    Vocabulary<T> read = new Vocabulary<>(tokens, mask, oov, options);
    if (!config.has("idf_weights")) {
      config.ignore("idf_weights");
      return read.requireFitting();
    }
    List<Double> weights = Numbers.from(config, "idf_weights");
    return isWhole
        ? read.with(options.idfWeights(weights)).requireFitting()
        : read.idfWeights(weights);
  }
}
