package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.List;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What a layer that a user wrote may do, and what it is told when it errs. */
class OwnLayerTest {

  private static final FloatNdArray X = scattered(Shape.of(4, 3));

  /** What a layer emits. */
  private interface Body {
    Operand<TFloat32> emit(LayerScope scope, Operand<TFloat32> x);
  }

  /** Of one shape throughout, with a kernel and a bias that its body may use. */
  private record Own(Body body) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return List.of(
          WeightSpec.trainable("kernel", input, Initializers.ones()),
          WeightSpec.trainable("bias", input, Initializers.zeros()));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return body.emit(scope, x);
    }
  }

  private static NetRun net(Body body) {
    return NetRun.of(
        Net.chain(input(3), List.of(dense(3).named("before"), new Own(body).named("own"))));
  }

  private static NetRun.Outcome train(Body body) {
    return net(body).training(X, filled(Shape.of(4, 3), 1));
  }

  @Test
  void aMisspeltWeightNamesTheLayerAndWhatItDeclares() {
    assertThatThrownBy(() -> train((scope, x) -> scope.tf().math.mul(x, scope.weight("kernl"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer \"own\" reads weight \"kernl\": it declares [kernel, bias]");
    assertThatThrownBy(
            () ->
                train(
                    (scope, x) -> {
                      scope.update("mean", x);
                      return x;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\"own\" updates", "\"mean\"");
  }

  @Test
  void aWeightThatTheOptimizerSetsIsNotUpdated() {
    assertThatThrownBy(
            () ->
                train(
                    (scope, x) -> {
                      scope.update("bias", scope.weight("bias"));
                      return x;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "layer \"own\" updates weight \"bias\", which the optimizer sets: declare it by WeightSpec.state");
  }

  @Test
  void anOutputOfAnotherSizeThanDeclaredIsRefused() {
    assertThatThrownBy(
            () ->
                net((scope, x) -> scope.tf().concat(List.of(x, x), scope.tf().constant(1)))
                    .inference(X))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("layer \"own\"", "declares", "(None, 3)", "gives (None, 6)");
  }

  @Test
  void anOutputOfAnotherRankThanDeclaredIsRefused() {
    assertThatThrownBy(
            () -> net((scope, x) -> scope.tf().expandDims(x, scope.tf().constant(2))).inference(X))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("declares an output of (None, 3), its call gives (None, 3, 1)");
  }

  @Test
  void anOutputWhoseSizesTheGraphDoesNotKnowIsAccepted() {
    var outcome = net((scope, x) -> scope.tf().reshape(x, scope.tf().shape(x))).inference(X);

    assertThat(outcome.output().shape()).isEqualTo(Shape.of(4, 3));
  }

  @Test
  void aWeightThatIsNotReadHasNoGradient() {
    var outcome = train((scope, x) -> scope.tf().math.mul(x, scope.weight("kernel")));

    assertThat(outcome.gradients()).containsOnlyKeys("own/kernel", "before/kernel", "before/bias");
  }

  @Test
  void aWeightThatIsReadInVainHasNoGradient() {
    var outcome =
        train(
            (scope, x) -> {
              scope.weight("bias");
              return scope.tf().math.mul(x, scope.weight("kernel"));
            });

    assertThat(outcome.gradients()).containsOnlyKeys("own/kernel", "before/kernel", "before/bias");
  }

  @Test
  void aModelLeavesSuchAWeightAsItIs() {
    Layer own = new Own((scope, x) -> scope.tf().math.mul(x, scope.weight("kernel"))).named("own");
    Dataset data = Dataset.of(new float[] {1, 2, 3}, new int[] {3}, new float[][] {{2, 4, 6}});
    try (Model model = Sequential.of(input(3), own).compile(sgd(), meanSquaredError())) {
      model.fit(data, Fit.epochs(1));

      assertThat(floats(model.weights().get("own/bias"))).containsExactly(0, 0, 0);
      assertThat(floats(model.weights().get("own/kernel"))).doesNotContain(1);
    }
  }

  @Test
  void aWeightBehindAStoppedGradientHasNone() {
    var outcome =
        train(
            (scope, x) ->
                scope
                    .tf()
                    .math
                    .add(
                        scope.tf().math.mul(x, scope.weight("kernel")),
                        scope.tf().stopGradient(scope.weight("bias"))));

    assertThat(outcome.gradients()).containsOnlyKeys("own/kernel", "before/kernel", "before/bias");
  }

  @Test
  void anInputThatIsNotUsedPassesNoGradientOn() {
    var outcome =
        train((scope, x) -> scope.tf().broadcastTo(scope.weight("kernel"), scope.tf().shape(x)));

    assertThat(outcome.gradients()).containsOnlyKeys("own/kernel");
  }

  @Test
  void eachDrawOfACallHasNumbersOfItsOwn() {
    assertThat(draw(1)).doesNotContain(draw(0));
    assertThat(draw(2)).doesNotContain(draw(0)).doesNotContain(draw(1));
    assertThat(draw(1)).containsExactly(draw(1));
  }

  /** The numbers of one of three draws. */
  private static float[] draw(int number) {
    Body body =
        (scope, x) -> {
          List<Operand<TFloat32>> draws = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            draws.add(scope.uniform(scope.tf().shape(x)));
          }
          return draws.get(number);
        };
    return floats(net(body).training(X).output());
  }
}
