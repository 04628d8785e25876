package org.cornu.saving;

import java.util.Set;
import org.cornu.config.Config;

/** What earlier Kerases say of recurrent layers, and today's does not, or says in another way. */
final class LegacyRecurrent {

  private static final String RESET_AFTER = "reset_after";

  private static final String FORGET_BIAS = "forget_bias_init";

  /** Keras 1's names of an initializer that gives ones. */
  private static final Set<Object> ONES = Set.of("one", "ones");

  private LegacyRecurrent() {}

  /**
   * Translates the options of a layer, of whatever class, that have today's names.
   *
   * @param old name of the class in the file
   */
  static Config of(String old, Config config) {
    return switch (old) {
      case "CuDNNGRU" -> config.with(RESET_AFTER, true);
      // One that does not say when its state is reset is older than the choice.
      case "GRU", "GRUCell" ->
          withoutPlan(config.has(RESET_AFTER) ? config : config.with(RESET_AFTER, false));
      case "LSTM" -> withoutPlan(withForgetBias(config));
      case "SimpleRNN" -> withoutPlan(config);
      default -> config;
    };
  }

  /** Keras 1 says in which order it sums; the result is the same. */
  private static Config withoutPlan(Config config) {
    return config.without("consume_less");
  }

  private static Config withForgetBias(Config config) {
    return config.has(FORGET_BIAS)
        ? config
            .without(FORGET_BIAS)
            .with("unit_forget_bias", ONES.contains(config.any(FORGET_BIAS).orElseThrow()))
        : config;
  }
}
