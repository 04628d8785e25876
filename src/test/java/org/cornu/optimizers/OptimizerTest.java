package org.cornu.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import org.junit.jupiter.api.Test;

/** Defaults and bad arguments; the numbers are in {@link OptimizerGoldenTest}. */
class OptimizerTest {

  private static void refused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void theDefaultsAreKerass() {
    assertThat(adam()).isEqualTo(new Adam(0.001, 0.9, 0.999, 1e-7));
    assertThat(sgd()).isEqualTo(new SGD(0.01, 0, false));
  }

  @Test
  void optionsChangeOneThingEach() {
    assertThat(adam(0.1).beta1(0.8).beta2(0.95).epsilon(1e-3))
        .isEqualTo(new Adam(0.1, 0.8, 0.95, 1e-3));
    assertThat(sgd(0.1).momentum(0.9)).isEqualTo(new SGD(0.1, 0.9, false));
    assertThat(sgd(0.1).nesterov(0.9)).isEqualTo(new SGD(0.1, 0.9, true));
  }

  @Test
  void momentumAloneNeedsASlot() {
    assertThat(sgd().slots()).isEmpty();
    assertThat(sgd().momentum(0.9).slots()).containsExactly("momentum");
    assertThat(adam().slots()).containsExactly("momentum", "velocity");
  }

  @Test
  void badArgumentsAreRefused() {
    refused(() -> adam(0), "adam needs a finite learning rate above 0, got 0.0");
    refused(() -> adam(Double.NaN), "adam needs a finite learning rate above 0, got NaN");
    refused(
        () -> adam().beta1(1),
        "adam needs betas in [0, 1) and an epsilon above 0, got beta1=1.0, beta2=0.999,"
            + " epsilon=1.0E-7");
    refused(
        () -> adam().epsilon(0),
        "adam needs betas in [0, 1) and an epsilon above 0, got beta1=0.9, beta2=0.999,"
            + " epsilon=0.0");
    refused(() -> sgd(-1), "sgd needs a finite learning rate above 0, got -1.0");
    refused(() -> sgd().momentum(2), "sgd needs a momentum in [0, 1], got 2.0");
    refused(
        () -> sgd().nesterov(0),
        "sgd needs a momentum above 0 for Nesterov's, got 0; for example sgd().nesterov(0.9)");
  }
}
