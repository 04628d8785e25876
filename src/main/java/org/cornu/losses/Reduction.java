package org.cornu.losses;

import java.util.Set;
import java.util.function.Function;
import org.cornu.config.Config;

/** How the losses of a batch become one number (Keras: {@code reduction}). */
final class Reduction {

  static final String SUM = "sum";

  /** They are one where samples have no weights; none at all is the sum. */
  private static final Set<String> MEANS =
      Set.of("sum_over_batch_size", "mean", "mean_with_sample_weight", "auto");

  private Reduction() {}

  /** Reads a mean, and has anything else refused. */
  static void requireMean(Config config) {
    if (!MEANS.contains(word(config))) {
      config.refuse("reduction", "sum_over_batch_size or mean, which Cornu has");
    }
  }

  /** Reads one of Keras's losses, with what all of them have beside their own options. */
  static Loss read(Config config, Function<Config, ? extends Loss> from) {
    config.ignore("name", "dtype");
    Loss loss = from.apply(config);
    if (word(config).equals(SUM)) {
      return new SummedLoss(loss);
    }
    if (!MEANS.contains(word(config))) {
      config.refuse("reduction", "sum_over_batch_size, mean or sum, which Cornu has");
    }
    return loss;
  }

  private static String word(Config config) {
    config.ignore("reduction");
    return String.valueOf(config.values().getOrDefault("reduction", "mean"));
  }
}
