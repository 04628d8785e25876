package org.cornu.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.adamW;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Defaults and bad arguments; the numbers are in {@link OptimizerGoldenTest}. */
class OptimizerTest {

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  private static UpdateOptions rate(double rate) {
    return UpdateOptions.of(new LearningRate.Settable(rate));
  }

  private static List<String> slots(Optimizer optimizer) {
    return optimizer.kept(Map.of("a/b", Shape.of(2, 3))).stream().map(Slot::key).toList();
  }

  @Test
  void theDefaultsAreKerass() {
    assertThat(adam()).isEqualTo(new Adam(rate(0.001), 0.9, 0.999, 1e-7, false));
    assertThat(adamW()).isEqualTo(new AdamW(adam().weightDecay(0.004)));
    assertThat(sgd()).isEqualTo(new SGD(rate(0.01), 0, false));
  }

  @Test
  void optionsChangeOneThingEach() {
    assertThat(adam(0.1).beta1(0.8).beta2(0.95).epsilon(1e-3).amsgrad(true))
        .isEqualTo(new Adam(rate(0.1), 0.8, 0.95, 1e-3, true));
    assertThat(adamW(0.1).beta1(0.8).beta2(0.95).epsilon(1e-3).amsgrad(true).weightDecay(0.1))
        .isEqualTo(new AdamW(new Adam(rate(0.1), 0.8, 0.95, 1e-3, true).weightDecay(0.1)));
    assertThat(sgd(0.1).momentum(0.9)).isEqualTo(new SGD(rate(0.1), 0.9, false));
    assertThat(sgd(0.1).nesterov(0.9)).isEqualTo(new SGD(rate(0.1), 0.9, true));
    assertThat(sgd().weightDecay(0.1).clipNorm(2).clipNorm(3).options())
        .isEqualTo(rate(0.01).with(new Clipping.ByNorm(3)).with(OptionalDouble.of(0.1), List.of()));
  }

  @Test
  void aConfigurationHasOneKindOfClipping() {
    Config config = Config.of("clipnorm", 1.0).with("clipvalue", 2.0);
    refused(
        () -> Adam.from(config),
        "one of clipvalue, clipnorm and global_clipnorm",
        "ByValue[limit=2.0], ByNorm[limit=1.0]");
    assertThat(SGD.from(Config.of("clipnorm", 0.0))).isEqualTo(sgd());
  }

  @Test
  void momentumAloneNeedsASlot() {
    assertThat(slots(sgd())).isEmpty();
    assertThat(slots(sgd().momentum(0.9))).containsExactly("a/b/momentum");
    assertThat(slots(adam())).containsExactly("a/b/momentum", "a/b/velocity");
    assertThat(slots(adam().amsgrad(true)))
        .containsExactly("a/b/momentum", "a/b/velocity", "a/b/velocity_hat");
  }

  @Test
  void badArgumentsAreRefused() {
    refused(() -> adam(0), "an optimizer needs a finite learning rate above 0, got 0.0");
    refused(() -> adam(Double.NaN), "finite learning rate", "got NaN");
    refused(() -> adam().beta1(1), "adam", "betas in [0, 1)", "got beta1=1.0");
    refused(() -> adam().epsilon(0), "adam", "epsilon above 0", "epsilon=0.0");
    refused(() -> sgd(-1), "learning rate above 0", "got -1.0");
    refused(
        () -> sgd().clipNorm(1).clipValue(2),
        "one of clipValue, clipNorm and globalClipNorm",
        "ByNorm[limit=1.0] and ByValue[limit=2.0]");
    refused(() -> sgd().globalClipNorm(0), "globalClipNorm", "limit above 0", "got 0.0");
    refused(() -> sgd().weightDecay(-1), "weightDecay", "0 or more", "got -1.0");
    refused(() -> new AdamW(adam()), "adamW", "a weightDecay", "got none");
    refused(() -> sgd().momentum(2), "sgd", "momentum in [0, 1]", "got 2.0");
    refused(() -> sgd().nesterov(0), "sgd", "momentum above 0", "got 0", "sgd().nesterov(0.9)");
  }
}
