package org.cornu.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.optimizers.Optimizers.adadelta;
import static org.cornu.optimizers.Optimizers.adafactor;
import static org.cornu.optimizers.Optimizers.adagrad;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.adamax;
import static org.cornu.optimizers.Optimizers.ftrl;
import static org.cornu.optimizers.Optimizers.lamb;
import static org.cornu.optimizers.Optimizers.lion;
import static org.cornu.optimizers.Optimizers.lossScaleOptimizer;
import static org.cornu.optimizers.Optimizers.muon;
import static org.cornu.optimizers.Optimizers.nadam;
import static org.cornu.optimizers.Optimizers.rmsprop;
import static org.cornu.optimizers.Optimizers.scheduleFreeAdamW;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Each option is the one of Keras's name, and refuses what it cannot be. */
class OptimizerOptionsTest {

  private static final Map<String, Shape> WEIGHTS = Map.of("embedding/table", Shape.of(4, 3));

  static Stream<Arguments> options() {
    return Stream.of(
        same(rmsprop().rho(.8), "rho", .8),
        same(rmsprop().momentum(.5), "momentum", .5),
        same(rmsprop().epsilon(.1), "epsilon", .1),
        same(rmsprop().centered(true), "centered", true),
        same(nadam().beta1(.8), "beta_1", .8),
        same(nadam().beta2(.8), "beta_2", .8),
        same(nadam().epsilon(.1), "epsilon", .1),
        same(adamax().beta1(.8), "beta_1", .8),
        same(adamax().beta2(.8), "beta_2", .8),
        same(adamax().epsilon(.1), "epsilon", .1),
        same(adagrad().initialAccumulatorValue(.2), "initial_accumulator_value", .2),
        same(adagrad().epsilon(.1), "epsilon", .1),
        same(adadelta().rho(.8), "rho", .8),
        same(adadelta().epsilon(.1), "epsilon", .1),
        same(adafactor().beta2Decay(-.5), "beta_2_decay", -.5),
        same(adafactor().epsilon1(.1), "epsilon_1", .1),
        same(adafactor().epsilon2(.1), "epsilon_2", .1),
        same(adafactor().clipThreshold(.5), "clip_threshold", .5),
        same(ftrl().learningRatePower(-.3), "learning_rate_power", -.3),
        same(ftrl().initialAccumulatorValue(.2), "initial_accumulator_value", .2),
        same(ftrl().l1RegularizationStrength(.2), "l1_regularization_strength", .2),
        same(ftrl().l2RegularizationStrength(.2), "l2_regularization_strength", .2),
        same(
            ftrl().l2ShrinkageRegularizationStrength(.2),
            "l2_shrinkage_regularization_strength",
            .2),
        same(ftrl().beta(.2), "beta", .2),
        same(lion().beta1(.8), "beta_1", .8),
        same(lion().beta2(.8), "beta_2", .8),
        same(lamb().beta1(.8), "beta_1", .8),
        same(lamb().beta2(.8), "beta_2", .8),
        same(lamb().epsilon(.1), "epsilon", .1),
        same(scheduleFreeAdamW().beta1(.8), "beta_1", .8),
        same(scheduleFreeAdamW().beta2(.8), "beta_2", .8),
        same(scheduleFreeAdamW().epsilon(.1), "epsilon", .1),
        same(scheduleFreeAdamW().warmupSteps(3), "warmup_steps", 3),
        same(muon().adamBetas(.8, .999), "adam_beta_1", .8),
        same(muon().adamBetas(.9, .8), "adam_beta_2", .8),
        same(muon().adamWeightDecay(.1), "adam_weight_decay", .1),
        same(muon().epsilon(.1), "epsilon", .1),
        same(muon().adamLrRatio(.5), "adam_lr_ratio", .5),
        same(muon().momentum(.8), "momentum", .8),
        same(muon().nesterov(false), "nesterov", false),
        same(muon().excludeLayers("a", "b"), "exclude_layers", List.of("a", "b")),
        same(muon().excludeEmbeddings(false), "exclude_embeddings", false),
        same(muon().orthogonal(NewtonSchulz.KERAS.steps(3)), "ns_steps", 3),
        same(muon().orthogonal(NewtonSchulz.KERAS.rmsRate(.1)), "rms_rate", .1),
        same(muon().orthogonal(NewtonSchulz.KERAS.unscaled()), "rms_rate", null),
        same(sgd().learningRate(.5), "learning_rate", .5),
        same(sgd().gradientAccumulationSteps(3), "gradient_accumulation_steps", 3),
        same(sgd().lossScaleFactor(8), "loss_scale_factor", 8.0));
  }

  private static Arguments same(Optimizer optimizer, String key, Object value) {
    return Arguments.of(optimizer, Config.of(key, value));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anOptionIsThatOfKerassName(Optimizer optimizer, Config option) {
    assertThat(made(optimizer.className(), option)).isEqualTo(optimizer);
    assertThat(optimizer.config().values()).containsAllEntriesOf(option.values());
    assertThat(made(optimizer.className(), optimizer.config())).isEqualTo(optimizer);
  }

  private static Optimizer made(String name, Config config) {
    Registry registry = new Registry(Optimizers.classes(), List.of());
    return registry.make(
        Optimizer.class, name, false, new Config("config", config.values(), registry));
  }

  @Test
  void averagesAreReadAndWritten() {
    Config config = Config.of("use_ema", true).with("ema_overwrite_frequency", 7);
    assertThat(made("Adam", config)).isEqualTo(adam().emaOverwriteFrequency(7));
    assertThat(made("Adam", config.with("ema_momentum", .5)))
        .isEqualTo(adam().ema(.5).emaOverwriteFrequency(7));
    assertThat(adam().ema().config().values())
        .containsEntry("use_ema", true)
        .containsEntry("ema_momentum", .99);
    assertThat(adam().config().values()).doesNotContainKeys("use_ema", "loss_scale_factor");
  }

  @Test
  void aPathOrANameIsExcludedFromDecay() {
    var optimizer = sgd().weightDecay(.1).excludeFromWeightDecay("b.as", "dense/kernel");
    assertThat(optimizer.decay("dense/bias", Shape.of(2))).isEmpty();
    assertThat(optimizer.decay("dense/kernel", Shape.of(2, 2))).isEmpty();
    assertThat(optimizer.decay("bias/kernel", Shape.of(2, 2))).hasValue(.1);
    assertThat(optimizer.decay("other/dense/kernel", Shape.of(2, 2))).hasValue(.1);
  }

  @Test
  void muonLeavesToAdamWhatIsNoMatrixOrIsNamed() {
    assertThat(muon().slots(WEIGHTS)).extracting(Slot::name).contains("velocity");
    assertThat(muon().excludeEmbeddings(false).slots(WEIGHTS))
        .extracting(Slot::name)
        .containsExactly("momentum");
    assertThat(muon().adamWeightDecay(.2).decay("a/bias", Shape.of(3))).hasValue(.2);
    assertThat(muon().weightDecay(.3).decay("a/kernel", Shape.of(3, 2))).hasValue(.3);
  }

  @Test
  void badArgumentsAreRefused() {
    refused(() -> rmsprop().rho(1), "rmsprop needs rho in [0, 1), got 1.0");
    refused(() -> rmsprop().momentum(2), "rmsprop needs momentum in [0, 1], got 2.0");
    refused(() -> adadelta().epsilon(0), "adadelta needs epsilon finite and above 0, got 0.0");
    refused(() -> adafactor().beta2Decay(0), "adafactor needs beta2Decay below 0, got 0.0");
    refused(() -> ftrl().learningRatePower(1), "ftrl needs learningRatePower finite and 0 or less");
    refused(() -> lion().beta1(0), "lion needs beta1 in (0, 1], got 0.0");
    refused(() -> scheduleFreeAdamW().warmupSteps(-1), "warmupSteps finite and 0 or more");
    refused(() -> muon().orthogonal(NewtonSchulz.KERAS.steps(-1)), "muon needs nsSteps 0 or more");
    refused(() -> sgd().ema(1.5), "ema needs a momentum in [0, 1], got 1.5");
    refused(() -> sgd().emaOverwriteFrequency(0), "emaOverwriteFrequency needs 1 or more, got 0");
    refused(() -> sgd().gradientAccumulationSteps(0), "gradientAccumulationSteps", "got 0");
    refused(() -> sgd().lossScaleFactor(0), "lossScaleFactor needs a finite number above 0");
    refused(() -> lossScaleOptimizer(sgd()).initialScale(0), "initial scale above 0", "got 0.0");
    refused(() -> lossScaleOptimizer(lossScaleOptimizer(sgd())), "needs another optimizer");
  }

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }
}
