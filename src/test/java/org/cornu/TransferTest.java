package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.shared;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.train.Fit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** A trained net, cut, frozen, and given a new head; and nets within nets. */
class TransferTest {

  private static final Dataset DATA =
      Dataset.of(Part.floats("x", floats(scattered(Shape.of(12, 5, 5, 2))), 5, 5, 2))
          .withTargets(Part.classes("y", new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2}));

  @TempDir Path folder;
  private Path file;
  private Map<String, float[]> trained;

  @BeforeEach
  void train() throws IOException {
    file = folder.resolve("a.keras");
    Sequential net =
        Sequential.of(
                input(5, 5, 2),
                conv2d(3, 3).named("conv"),
                batchNormalization().momentum(.5).named("norm"),
                relu().named("cut"),
                flatten(),
                dense(3).softmax().named("head"))
            .seed(1);
    try (Model model = net.compile(adam(.01), sparseCategoricalCrossentropy())) {
      model.fit(DATA, Fit.epochs(3).batchSize(4));
      model.save(file);
      model.saveWeights(folder.resolve("a.weights.h5"));
      trained = Bits.weights(model);
    }
  }

  private Model withNewHead(Layer base) {
    Input x = input(5, 5, 2);
    return Functional.of(x, x.then(base, flatten(), dense(3).softmax().named("new")))
        .seed(2)
        .compile(adam(.01), sparseCategoricalCrossentropy());
  }

  private void assertBase(Model model, boolean same, String... weights) {
    for (String weight : weights) {
      assertThat(
              java.util.Arrays.equals(
                  Bits.weights(model).get("base/" + weight), trained.get(weight)))
          .as(weight)
          .isEqualTo(same);
    }
  }

  @Test
  void aFrozenBaseKeepsItsWeightsAndStatistics() throws IOException {
    Functional base = Functional.load(file).upTo("cut").named("base");
    String[] all = {"conv/kernel", "conv/bias", "norm/gamma", "norm/beta"};
    String[] statistics = {"norm/moving_mean", "norm/moving_variance"};
    try (Model model = withNewHead(base.asLayer().frozen())) {
      assertBase(model, false, "conv/kernel", "norm/moving_mean");
      model.loadWeights(file, "base");
      assertBase(model, true, all);
      assertBase(model, true, statistics);
      // By the moving averages, a batch in training is what it is in inference.
      double loss = model.testOnBatch(DATA).get("loss");
      assertThat(model.trainOnBatch(DATA).get("loss")).isCloseTo(loss, within(1e-6));
      float[] head = Bits.weights(model).get("new/kernel");
      model.fit(DATA, Fit.epochs(2).batchSize(4));
      assertThat(Bits.weights(model).get("new/kernel")).isNotEqualTo(head);
      assertBase(model, true, all);
      assertBase(model, true, statistics);
    }
  }

  @Test
  void aLayerOfTheBaseIsFrozenByItsPath() throws IOException {
    Input x = input(5, 5, 2);
    Sequential base = Sequential.load(file).upTo("cut").named("base");
    Functional net =
        Functional.of(x, x.then(base.asLayer(), flatten(), dense(3).softmax().named("new")))
            .frozen("base/conv");
    try (Model model = net.compile(adam(.01), sparseCategoricalCrossentropy())) {
      model.loadWeights(file, "base");
      model.fit(DATA, Fit.epochs(1).batchSize(4));
      assertBase(model, true, "conv/kernel", "conv/bias");
      assertBase(model, false, "norm/gamma", "norm/moving_mean");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.frozen("base/conf"))
        .withMessageContainingAll("frozen needs", "[conv, norm, cut]", "\"conf\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> base.upTo("end"))
        .withMessageContainingAll("upTo needs", "[conv, norm, cut]", "\"end\"");
  }

  @Test
  void aWholeModelThatIsTunedIsSavedAndItsBaseReadAgain() throws IOException {
    Functional base = Functional.load(file).upTo("cut").named("base");
    Path tuned = folder.resolve("tuned.keras");
    try (Model model = withNewHead(base.asLayer());
        Model other = withNewHead(base.asLayer())) {
      model.loadWeights(file, "base");
      model.fit(DATA, Fit.epochs(1).batchSize(4));
      model.save(tuned);
      float[] head = Bits.weights(other).get("new/kernel");
      other.loadWeights(tuned, "base"); // of a file where it is within a net, too
      assertThat(Bits.weights(other).get("base/norm/gamma"))
          .isEqualTo(Bits.weights(model).get("base/norm/gamma"));
      assertThat(Bits.weights(other).get("new/kernel")).isEqualTo(head);
      try (Model read = Model.load(tuned)) {
        assertThat(read.predict(DATA)).isDeepEqualTo(model.predict(DATA));
      }
    }
  }

  @Test
  void whatCannotBeLoadedIsNamed() throws IOException {
    Sequential wide = Sequential.of(input(5, 5, 2), conv2d(4, 3).named("conv")).named("base");
    try (Model model = withNewHead(wide.asLayer())) {
      Map<String, float[]> before = Bits.weights(model);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> model.loadWeights(file, "base"))
          .withMessageContainingAll(
              "a.keras", "\"base\"", "conv/kernel", "(3, 3, 2, 4)", "(3, 3, 2, 3)");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> model.loadWeights(folder.resolve("a.weights.h5"), "base"))
          .withMessageContainingAll("a.weights.h5", "weights alone", ".keras");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.loadWeights(file, "flatten"))
          .withMessageContainingAll("loadWeights needs", "[base, flatten, new]", "\"flatten\"");
      assertThat(Bits.weights(model)).usingRecursiveComparison().isEqualTo(before);
    }
  }

  @Test
  void aNetThatIsCalledTwiceHasItsWeightsOnce() {
    Input x = input(1).named("x");
    Sequential inner = Sequential.of(input(1), new Scale(2).named("scale")).named("inner");
    Shared<Layer> both = shared(inner.asLayer());
    Functional net = Functional.of(x, add().on(both.on(x), both.on(both.on(x))));
    assertThat(net.parameters()).isEqualTo(1);
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1}, 1))
            .withTargets(Part.floats("y", new float[] {5}, 1));
    try (Model model = net.compile(sgd(.1), meanSquaredError())) {
      assertThat(model.trainOnBatch(data)).containsEntry("loss", 1d); // 2 + 4 - 5
      // 2 (6 - 5) (1 + 2 * 2)
      assertThat(Bits.weights(model).get("inner/scale/scale")[0]).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void aBaseThatIsCalledInInferenceLearnsButKeepsItsStatistics() throws IOException {
    Functional base = Functional.load(file).upTo("cut").named("base");
    Input x = input(5, 5, 2);
    Value features = shared(base.asLayer()).inferenceOn(x);
    Functional net =
        Functional.of(x, features.then(flatten(), dense(3).softmax().named("new"))).seed(2);
    try (Model model = net.compile(adam(.01), sparseCategoricalCrossentropy())) {
      model.loadWeights(file, "base");
      double loss = model.testOnBatch(DATA).get("loss");
      assertThat(model.trainOnBatch(DATA).get("loss")).isCloseTo(loss, within(1e-6));
      assertBase(model, true, "norm/moving_mean", "norm/moving_variance");
      assertBase(model, false, "conv/kernel", "norm/gamma");
    }
  }

  /** A value of (1, 2) and (3, 4) is normalized by the moving averages, 0 and 1. */
  @Test
  void aCallInInferenceKeepsStatisticsButLearns() {
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1, 2, 3, 4}, 2))
            .withTargets(Part.floats("y", new float[4], 2));
    Input x = input(2);
    Value y = shared(batchNormalization().epsilon(1e-9).named("norm")).inferenceOn(x);
    try (Model model = Functional.of(x, y).compile(sgd(.1), meanSquaredError())) {
      assertThat(model.trainOnBatch(data).get("loss")).isCloseTo(7.5, within(1e-5));
      assertThat(Bits.weights(model).get("norm/moving_mean")).containsExactly(0, 0);
      // d/dgamma is the sum of 2 x^2 / 4: 5 and 10.
      assertThat(Bits.weights(model).get("norm/gamma"))
          .containsExactly(new float[] {.5f, 0}, within(1e-5f));
    }
  }
}
