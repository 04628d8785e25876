package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.regularizers.Regularizers.l1;
import static org.cornu.regularizers.Regularizers.l2;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.history.History;
import org.cornu.layers.Dense;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Layers that users make of layers. */
class CompositeLayerTest {

  private static final KerasClass<?> OWN =
      KerasClass.of(Layer.class, Bottleneck.class, Bottleneck::from);
  private static final Dataset DATA =
      Dataset.of(Part.floats("x", floats(scattered(Shape.of(12, 4, 4, 3))), 4, 4, 3))
          .withTargets(Part.classes("y", new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2}));

  /** The block as calls of a net of its name: its layers' weights and masks have the same names. */
  private static Layer written(Bottleneck block) {
    Layer[] layers =
        block.layers(3).entrySet().stream()
            .map(each -> each.getValue().named(each.getKey()))
            .toArray(Layer[]::new);
    return Sequential.of(input(4, 4, 3), layers).named("block").asLayer();
  }

  private static Model once(Layer block) {
    return Sequential.of(input(4, 4, 3), block, flatten(), dense(3).softmax())
        .seed(3)
        .compile(adam(.01), sparseCategoricalCrossentropy());
  }

  private static Model twice(Layer block) {
    Input x = input(4, 4, 3);
    Shared<Layer> both = shared(block);
    Value y = add().on(both.on(x), both.on(both.on(x)));
    return Functional.of(x, y.then(flatten(), dense(3).softmax()))
        .seed(3)
        .compile(adam(.01), sparseCategoricalCrossentropy());
  }

  private static void assertSameTraining(Model block, Model written) {
    try (block;
        written) {
      assertNear(block.weights(), written.weights(), 0);
      Fit fit = Fit.epochs(3).batchSize(5).validationSplit(.25);
      History expected = written.fit(DATA, fit);
      History history = block.fit(DATA, fit);
      for (int epoch = 0; epoch < 3; epoch++) {
        for (String name : List.of("loss", "val_loss")) {
          assertThat(history.epochs().get(epoch).logs().get(name))
              .isCloseTo(expected.epochs().get(epoch).logs().get(name), within(1e-5));
        }
      }
      assertNear(block.weights(), written.weights(), 1e-4);
    }
  }

  @Test
  void aBlockTrainsAsTheSameCallsDo() {
    Bottleneck block = new Bottleneck(2, false);
    assertSameTraining(once(block.named("block")), once(written(block)));
  }

  @Test
  void aBlockThatIsCalledThriceTrainsAsTheSameCallsDo() {
    Bottleneck block = new Bottleneck(2, false);
    assertSameTraining(twice(block.named("block")), twice(written(block)));
  }

  @Test
  void aFrozenPartStaysAndAFrozenBlockStaysWhole() {
    Bottleneck part = new Bottleneck(2, true);
    assertSameTraining(once(part.named("block")), once(written(part)));
    try (Model one = once(part.named("block"));
        Model whole = once(new Bottleneck(2, false).frozen().named("block"))) {
      for (Model model : List.of(one, whole)) {
        Map<String, float[]> before = Bits.weights(model);
        model.fit(DATA, Fit.epochs(1).batchSize(4));
        Map<String, float[]> after = Bits.weights(model);
        assertThat(after.get("block/squeeze/kernel")).isEqualTo(before.get("block/squeeze/kernel"));
        assertThat(after.get("dense/kernel")).isNotEqualTo(before.get("dense/kernel"));
        for (String moved : List.of("block/expand/kernel", "block/norm/moving_mean")) {
          assertThat(java.util.Arrays.equals(after.get(moved), before.get(moved)))
              .as(moved)
              .isEqualTo(model == whole);
        }
      }
    }
  }

  @Test
  void blocksAreSavedAndReadPartByPart(@TempDir Path folder) throws Exception {
    Layer inner =
        Sequential.of(input(4, 4, 3), conv2d(3, 1), new Bottleneck(2, false))
            .named("inner")
            .asLayer();
    Sequential net =
        Sequential.of(
                input(4, 4, 3), new Bottleneck(2, false), inner, flatten(), dense(3).softmax())
            .seed(3);
    Path keras = folder.resolve("m.keras");
    Path weights = folder.resolve("m.weights.h5");
    try (Model model = net.compile(adam(.01), sparseCategoricalCrossentropy());
        Model other = net.seed(4).compile(adam(.01), sparseCategoricalCrossentropy())) {
      model.fit(DATA, Fit.epochs(2).batchSize(4));
      model.save(keras);
      model.saveWeights(weights);
      model.export(folder.resolve("saved"));
      float[][] answers = model.predict(DATA);
      other.loadWeights(weights);
      assertNear(other.weights(), model.weights(), 0);
      try (Model read = Model.load(keras, OWN);
          Predictor predictor = Predictor.load(keras, OWN);
          Predictor saved = Predictor.load(folder.resolve("saved"))) {
        assertThat(read.predict(DATA)).isDeepEqualTo(answers);
        assertNear("answer", predictor.predict(DATA)[5], answers[5], 1e-6);
        assertNear("answer", saved.predict(DATA)[5], answers[5], 1e-6);
        Fit more = Fit.epochs(3).batchSize(4);
        assertThat(Bits.timeless(read.fit(DATA, more)))
            .isEqualTo(Bits.timeless(model.fit(DATA, more)));
      }
    }
  }

  /** Called twice in one call, each time on the sum so far. */
  private record Repeated(int times) implements UnaryLayer {

    private static final Layer NORM = org.cornu.layers.Layers.batchNormalization().momentum(.5);

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<org.cornu.layers.InnerLayer> parts(List<Spec> inputs) {
      return List.of(new org.cornu.layers.InnerLayer("norm", NORM, inputs));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      Operand<TFloat32> y = x;
      for (int i = 0; i < times; i++) {
        Operand<TFloat32> more = scope.tf().math.add(y, scope.tf().constant(1f));
        y = scope.floats(NORM.call(scope.part("norm"), List.of(more)).get(0));
      }
      return y;
    }
  }

  /** The first batch's mean is 3 and 4, then 1: of 0 come 1.5 and 2, then 1.25 and 1.5. */
  @Test
  void aPartThatIsCalledTwiceKeepsWhatTheFirstCallSet() {
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1, 2, 3, 4}, 2))
            .withTargets(Part.floats("y", new float[4], 2));
    try (Model model =
        Sequential.of(input(2), new Repeated(2).named("twice"))
            .compile(sgd(.1), meanSquaredError())) {
      model.trainOnBatch(data);
      assertThat(Bits.weights(model).get("twice/norm/moving_mean"))
          .containsExactly(new float[] {1.25f, 1.5f}, within(1e-5f));
    }
  }

  @Test
  void whatHoldsWeightsBackDoesSoWithinLayersAndNets() {
    Dense dense =
        dense(3)
            .kernelRegularizer(l2(.1))
            .activityRegularizer(l1(.1))
            .kernelConstraint(maxNorm(.5));
    Layer net = Sequential.of(input(2), dense.named("inner")).named("block").asLayer();
    Layer part = new UserLayers.Wrapped(dense).named("block");
    Dataset data = Blobs.classes(12);
    for (Layer layer : List.of(part, net)) {
      try (Model plain = head(dense.named("plain"));
          Model within = head(layer)) {
        within.setWeights(renamed(plain));
        Fit fit = Fit.epochs(2).batchSize(4).noShuffle();
        assertThat(within.fit(data, fit).last().logs().get("loss"))
            .isCloseTo(plain.fit(data, fit).last().logs().get("loss"), within(1e-5));
        assertThat(within.evaluate(data).loss())
            .isCloseTo(plain.evaluate(data).loss(), within(1e-5));
        assertNear(within.weights(), renamed(plain), 1e-5);
      }
    }
  }

  private static Map<String, FloatNdArray> renamed(Model plain) {
    Map<String, FloatNdArray> weights = new HashMap<>();
    plain
        .weights()
        .forEach((name, value) -> weights.put(name.replace("plain/", "block/inner/"), value));
    return weights;
  }

  private static Model head(Layer layer) {
    return Sequential.of(input(2), layer, dense(3).softmax().named("head"))
        .seed(1)
        .compile(sgd(.1), sparseCategoricalCrossentropy());
  }

  /** Tells TensorFlow what the gradient is. */
  private record Steered() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      scope.gradient(dy -> dy);
      return scope.tf().math.round(x);
    }
  }

  private record Around(Layer inner) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<org.cornu.layers.InnerLayer> parts(List<Spec> inputs) {
      return List.of(
          new org.cornu.layers.InnerLayer("first", dense(2), inputs),
          new org.cornu.layers.InnerLayer("inner", inner, inputs));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      Operand<TFloat32> y = dense(2).call(scope.part("first"), x);
      return scope.floats(inner.call(scope.part("inner"), List.of(y)).get(0));
    }
  }

  @Test
  void aPartMayNotSteerTheGradient() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Sequential.of(input(2), new Around(new Steered()).named("around"))
                    .compile(sgd(.1), meanSquaredError()))
        .withMessageContainingAll("\"around\"", "\"inner\"", "gradients of its own", "net");
  }
}
