package org.cornu.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.of;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;

import java.util.List;
import java.util.Map;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.MergingLayer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** A layer's own gradient goes to each of its inputs and weights, and nowhere else. */
class OwnGradientsTest {

  /** Emits a layer's ops, and may set its gradient. */
  private interface Body {
    Operand<TFloat32> emit(LayerScope scope, List<Operand<TFloat32>> inputs);
  }

  /** A layer with weights of its input's shape. */
  private record Own(Body body, String... weights) implements MergingLayer {

    @Override
    public Shape mergedShape(List<Shape> inputs) {
      return inputs.get(0);
    }

    @Override
    public List<WeightSpec> weights(List<Spec> inputs) {
      return List.of(weights).stream()
          .map(name -> WeightSpec.trainable(name, inputs.get(0).shape(), Initializers.ones()))
          .toList();
    }

    @Override
    public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
      return body.emit(scope, inputs);
    }
  }

  private static Own scale(GradientRule rule) {
    return new Own(
        (scope, inputs) -> {
          scope.gradients(rule);
          return scope.tf().math.mul(inputs.get(0), scope.weight("w"));
        },
        "w");
  }

  private static Own scale() {
    return new Own(
        (scope, inputs) -> {
          Ops tf = scope.tf();
          Operand<TFloat32> x = inputs.get(0);
          Operand<TFloat32> w = scope.weight("w");
          scope.gradients(
              dy ->
                  LayerGradients.ofInput(tf.math.mul(dy.get(0), w))
                      .weight("w", tf.sum(tf.math.mul(dy.get(0), x), tf.constant(0))));
          return tf.math.mul(x, w);
        },
        "w");
  }

  private static Net chain(Layer own) {
    return Net.chain(input(2), List.of(dense(2).named("before"), own.named("own")));
  }

  private static Map<String, FloatNdArray> gradients(Net net) {
    Shape shape = Shape.of(3, 2);
    return NetRun.of(net).training(scattered(shape), filled(shape, 1)).gradients();
  }

  @Test
  void eachWeightGetsItsOwn() {
    Net net = Net.chain(input(2), List.of(scale().named("own")));
    Map<String, FloatNdArray> weights = Map.of("own/w", of(Shape.of(2), 3, 3));
    var gradients =
        NetRun.of(net, weights).training(of(Shape.of(1, 2), 5, 7), filled(Shape.of(1, 2), 1));

    assertThat(floats(gradients.gradients().get("own/w"))).containsExactly(5, 7);
  }

  @Test
  void eachInputGetsItsOwn() {
    Body minus =
        (scope, inputs) -> {
          scope.gradients(
              dy -> LayerGradients.ofInputs(List.of(dy.get(0), scope.tf().math.neg(dy.get(0)))));
          return scope.tf().math.sub(inputs.get(0), inputs.get(1));
        };
    var gradients = gradients(difference(new Own(minus)));

    assertThat(floats(gradients.get("left/kernel"))).isNotEqualTo(new float[4]);
    for (String weight : List.of("kernel", "bias")) {
      float[] left = floats(gradients.get("left/" + weight));
      float[] right = floats(gradients.get("right/" + weight));
      for (int i = 0; i < left.length; i++) {
        assertThat(right[i]).isEqualTo(-left[i]);
      }
    }
  }

  /** Gives its input in whole numbers. */
  private record Whole() implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      return List.of(new Spec(inputs.get(0).shape(), DType.INT32));
    }

    @Override
    public List<Operand<? extends TType>> call(
        LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
      return List.of(scope.tf().dtypes.cast(inputs.get(0), TInt32.class));
    }
  }

  /** Reads whole numbers, then floats, which it gives. */
  private static Map<String, FloatNdArray> second(GradientRule rule) {
    Input x = input(2);
    Body body =
        (scope, inputs) -> {
          scope.gradients(rule);
          return scope.tf().identity(inputs.get(1));
        };
    Value whole = new Whole().on(x);
    Value floats = dense(2).named("before").on(x);
    return gradients(Net.of(List.of(x), List.of(new Own(body).named("own").on(whole, floats))));
  }

  @Test
  void nothingIsNeededForWholeNumbers() {
    var expected = second(dy -> LayerGradients.ofInputs(List.of(dy.get(0), dy.get(0))));
    var given = second(dy -> LayerGradients.ofInput(dy.get(0)));

    assertThat(floats(given.get("before/kernel"))).isNotEqualTo(new float[4]);
    assertNear(given, expected, 0);
    assertThatThrownBy(() -> second(dy -> LayerGradients.ofInputs(List.of())))
        .hasMessageContaining("one for each of its inputs, 2, or of the 1 that are floats, got 0");
    assertThatThrownBy(() -> second(dy -> LayerGradients.ofInput(null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("one for each float input, got null; leave out those of others");
  }

  private static Net difference(Layer layer) {
    Input x = input(2);
    Value left = dense(2).named("left").on(x);
    Value right = dense(2).named("right").on(x);
    return Net.of(List.of(x), List.of(layer.named("own").on(left, right)));
  }

  @Test
  void aRuleLikeTensorFlowsGivesItsNumbers() {
    Body plain = (scope, inputs) -> scope.tf().math.mul(inputs.get(0), scope.weight("w"));
    var expected = gradients(chain(new Own(plain, "w")));

    gradients(chain(scale()))
        .forEach((path, values) -> assertNear(path, floats(values), floats(expected.get(path)), 0));
    assertThat(expected).containsOnlyKeys("before/kernel", "before/bias", "own/w");
  }

  @Test
  void aFrozenLayerPassesItsRuleOn() {
    var gradients =
        gradients(
            Net.chain(input(2), List.of(dense(2).named("before"), scale().named("own").frozen())));

    assertThat(gradients).containsOnlyKeys("before/kernel", "before/bias");
  }

  @Test
  void theShortFormIsForOneInputAndNoWeights() {
    Body passing =
        (scope, inputs) -> {
          scope.gradient(dy -> dy);
          return inputs.get(0);
        };

    assertThat(gradients(chain(new Own(passing)))).hasSize(2);
    assertThatThrownBy(() -> gradients(chain(new Own(passing, "w", "v"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "layer \"own\" gives a gradient(dy -> dx), which needs one input and no weights, got 1"
                + " and [w, v]; use gradients(...), which gives one for each");
    assertThatThrownBy(() -> gradients(difference(new Own(passing))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("layer \"own\"", "got 2 and []");
  }

  @Test
  void whatARuleLeavesOutIsNamed() {
    refused(dy -> LayerGradients.ofInputs(List.of()), "one for each of its inputs, 1, got 0");
    refused(
        dy -> LayerGradients.ofInput(dy.get(0)).weight("v", dy.get(0)),
        "one for weight \"w\", got [v]");
    refused(
        dy -> LayerGradients.ofInput(dy.get(0)).weight("w", dy.get(0)),
        "one of shape [2] for weight \"w\", got [-1, 2]");
  }

  private static void refused(GradientRule rule, String need) {
    assertThatThrownBy(() -> gradients(chain(scale(rule))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("layer \"own\"", "gradients of its own", need);
  }
}
