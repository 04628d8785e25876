package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.of;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.input;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetRun.Outcome;
import org.cornu.net.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What the goldens do not show; the numbers are in {@link LayerGoldenTest}. */
class BatchNormalizationTest {

  private static Net net(Layer... layers) {
    return Net.chain(input(2), List.of(layers));
  }

  @Test
  void aFrozenNodeUsesItsMovingMeansAndStillPassesTheGradientOn() {
    FloatNdArray x = of(Shape.of(2, 2), 1, 2, 3, 4);
    FloatNdArray cotangent = of(Shape.of(2, 2), 1, -2, 0.5f, 4);
    Map<String, FloatNdArray> weights =
        Map.of(
            "source/x", x,
            "norm/gamma", of(Shape.of(2), 2, 3),
            "norm/beta", of(Shape.of(2), 1, 0),
            "norm/moving_mean", of(Shape.of(2), 1, 1),
            "norm/moving_variance", of(Shape.of(2), 3.999f, 0.249f));
    Net net = net(new Source().named("source"), batchNormalization().frozen().named("norm"));

    Outcome outcome = NetRun.of(net, weights).training(x, cotangent);

    // gamma / sqrt(variance + epsilon) is 1 and 6.
    assertNear("output", floats(outcome.output()), new float[] {1, 6, 3, 18}, 1e-5);
    assertThat(outcome.gradients()).containsOnlyKeys("source/x");
    assertNear(
        "gradient",
        floats(outcome.gradients().get("source/x")),
        new float[] {1, -12, 0.5f, 24},
        1e-5);
    assertThat(outcome.updates()).isEmpty();
  }

  @Test
  void aBatchOfOneRowHasNoVariance() {
    Map<String, FloatNdArray> updates =
        NetRun.of(net(batchNormalization())).training(of(Shape.of(1, 2), 3, -5)).updates();

    assertNear(
        "mean",
        floats(updates.get("batch_normalization/moving_mean")),
        new float[] {0.03f, -0.05f},
        1e-5);
    assertNear(
        "variance",
        floats(updates.get("batch_normalization/moving_variance")),
        new float[] {0.99f, 0.99f},
        1e-5);
  }

  @Test
  void refusesAMomentumThatIsNoFractionAndAnEpsilonOfNothing() {
    assertThatThrownBy(() -> batchNormalization().momentum(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "batchNormalization needs a momentum in [0, 1] and a finite epsilon above 0, got 99.0 and"
                + " 0.001");
    assertThatThrownBy(() -> batchNormalization().epsilon(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0.99 and 0.0");
  }

  static Stream<Golden> masked() {
    return Golden.all("masked_normalizations");
  }

  @ParameterizedTest
  @MethodSource("masked")
  void onlyStepsThatAMaskLetsThroughCount(Golden golden) {
    FloatNdArray x = golden.array("input");
    Net masked =
        Net.chain(
            input(x.shape().tail().asArray()),
            List.of(Layers.masking(), Keras.layer(golden.at("keras")).named("norm")));

    Outcome outcome =
        NetRun.of(masked, golden.named("norm/", "weights")).training(x, golden.array("cotangent"));

    assertNear("output", outcome.output(), golden.array("train_output"), 1e-5);
    assertNear(outcome.gradients(), golden.named("norm/", "weight_gradients"), 1e-5);
    assertNear(outcome.updates(), golden.named("norm/", "updated_weights"), 1e-5);
  }
}
