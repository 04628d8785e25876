package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.LayerGradients;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Layers of users that say themselves what their gradients are, or add to the loss. */
class SteeringLayerTest {

  /** Each gradient goes to the other input, and doubled to the weight. */
  private record Crossed() implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      return inputs.subList(0, 1);
    }

    @Override
    public List<org.cornu.graph.WeightSpec> weights(List<Spec> inputs) {
      return new Scale(1).weights(inputs.get(0).shape());
    }

    @Override
    public List<Operand<? extends org.tensorflow.types.family.TType>> call(
        LayerScope scope,
        List<? extends Operand<? extends org.tensorflow.types.family.TType>> inputs) {
      var tf = scope.tf();
      Operand<TFloat32> scale = scope.weight("scale");
      scope.gradients(
          dy ->
              LayerGradients.ofInputs(
                      List.of(tf.zerosLike(dy.get(0)), tf.math.mul(dy.get(0), tf.constant(3f))))
                  .weight("scale", tf.constant(2f)));
      return List.of(tf.math.mul(scale, scope.floats(inputs.get(0))));
    }
  }

  /** Of x = 1 and y = 0 all gradients of the loss at the output are 2. */
  @Test
  void aLayerOfTwoInputsSteersItsGradientsInANetWithinANetToo() {
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1}, 1))
            .withTargets(Part.floats("y", new float[1], 1));
    Input x = input(1).named("x");
    Value a = new Scale(1).named("a").on(x);
    Value b = new Scale(1).named("b").on(x);
    Input left = input(1);
    Input right = input(1);
    Functional inner =
        Functional.of(List.of(left, right), new Crossed().named("crossed").on(left, right))
            .named("inner");
    Map<String, Value> nets =
        Map.of("crossed", new Crossed().named("crossed").on(a, b), "inner/crossed", inner.on(a, b));
    nets.forEach(
        (path, y) -> {
          try (Model model = Functional.of(x, y).compile(sgd(.1), meanSquaredError())) {
            model.trainOnBatch(data);
            Map<String, float[]> weights = Bits.weights(model);
            assertThat(weights.get("a/scale")).containsExactly(1);
            assertThat(weights.get("b/scale")).containsExactly(new float[] {.4f}, within(1e-6f));
            assertThat(weights.get(path + "/scale")).containsExactly(.8f);
          }
        });
  }

  /** Ten times the mean square of its weighed input, beside its output. */
  private record Costly() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<org.cornu.graph.WeightSpec> weights(Shape input) {
      return new Scale(2).weights(input);
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      var tf = scope.tf();
      Operand<TFloat32> y = tf.math.mul(x, scope.weight("scale"));
      Operand<TFloat32> mean = tf.math.mean(tf.math.square(y), tf.constant(new int[] {0, 1}));
      scope.addLoss(tf.math.mul(mean, tf.constant(10f)));
      return y;
    }
  }

  /**
   * Of x = 1 and -1, y = 2 and -2 against 0: mean square 4, and 10 times 4 as the layer's own. The
   * gradient of the scale is 2 * 2 * 1 = 4 of the loss, and 40 of the layer's own.
   */
  @Test
  void aLayersOwnLossIsTrainedOnAndReported() {
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1, -1, 1, -1}, 1))
            .withTargets(Part.floats("y", new float[4], 1));
    Sequential net = Sequential.of(input(1), new Costly().named("costly"));
    try (Model model = net.compile(sgd(.001), meanSquaredError())) {
      assertThat(model.evaluate(data).loss()).isCloseTo(44, within(1e-5));
      Map<String, Double> logs =
          model.fit(data, Fit.epochs(1).batchSize(2).validationSplit(.5)).last().logs();
      assertThat(logs.get("loss")).isCloseTo(44, within(1e-5));
      assertThat(Bits.weights(model).get("costly/scale")[0]).isCloseTo(1.956f, within(1e-5f));
      assertThat(logs.get("val_loss")).isCloseTo(11 * 1.956 * 1.956, within(1e-4));
    }
    Input x = input(1);
    Shared<Costly> shared = shared(new Costly());
    Value twice = shared.on(shared.on(x)); // 2 and 4: 16 of the loss, 40 and 160
    try (Model model = Functional.of(x, twice).compile(sgd(.001), meanSquaredError())) {
      assertThat(model.trainOnBatch(data).get("loss")).isCloseTo(216, within(1e-4));
      // Of s^4 + 10 s^2 + 10 s^4: 44 s^3 + 20 s.
      assertThat(Bits.weights(model).get("costly/scale")[0])
          .isCloseTo(2 - .001f * (44 * 8 + 40), within(1e-5f));
    }
  }
}
