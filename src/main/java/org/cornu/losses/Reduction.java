package org.cornu.losses;

import java.util.Set;
import java.util.function.Function;
import org.cornu.config.Config;

/** How the losses of a batch become one number (Keras: {@code reduction}). */
final class Reduction {

  private static final Set<String> MEANS = Set.of("sum_over_batch_size", "mean", "auto");

  private Reduction() {}

  /** Reads a mean, and has anything else refused; none at all is the sum. */
  static void requireMean(Config config) {
    if (!MEANS.contains(word(config))) {
      config.refuse("reduction", "sum_over_batch_size or mean, which Cornu has");
    }
  }

  /** Reads one of Keras's losses, with what all of them have beside their own options. */
  static Loss read(Config config, Function<Config, ? extends Loss> from) {
    config.ignore("name", "dtype");
    Loss loss = from.apply(config);
    for (ReducedLoss.Kind kind : ReducedLoss.Kind.values()) {
      if (word(config).equals(kind.word())) {
        return new ReducedLoss(loss, kind);
      }
    }
    if (!MEANS.contains(word(config))) {
      config.refuse(
          "reduction",
          "sum_over_batch_size, mean, mean_with_sample_weight or sum, which Cornu has");
    }
    return loss;
  }

  private static String word(Config config) {
    config.ignore("reduction");
    return String.valueOf(config.values().getOrDefault("reduction", "mean"));
  }
}
