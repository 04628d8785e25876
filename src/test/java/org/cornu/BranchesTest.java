package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.average;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.shared;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Objective.objective;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Input;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Nets whose values go several ways: numbers and gradients come from each of them once. */
class BranchesTest {

  /** Of x = (1, 2) with a kernel of ones, both halves are 3; the loss is (3 - y)^2 of each. */
  @Test
  void gradientsComeFromOneHalfOrFromBoth() {
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1, 2}, 2))
            .withTargets(
                Part.floats("a", new float[] {2}, 1), Part.floats("b", new float[] {1}, 1));
    Input x = input(2).named("x");
    Value row = dense(2).kernelInitializer(Initializers.ones()).noBias().named("row").on(x);
    List<Value> halves = new UserLayers.Halves(1).outputsOn(row);
    Functional net =
        Functional.of(
            x,
            new Scale(1).named("a").on(halves.get(0)),
            new Scale(1).named("b").on(halves.get(1)));

    try (Model both =
            net.compile(
                sgd(.01), objective("a", meanSquaredError()), objective("b", meanSquaredError()));
        Model second = net.compile(sgd(.01), objective("b", meanSquaredError()))) {
      assertThat(both.trainOnBatch(data)).containsEntry("loss", 5d).containsEntry("a_loss", 1d);
      // d/dk = 2 (3 - y) x: for the first column 2 and 4, for the second 4 and 8.
      assertThat(Bits.weights(both).get("row/kernel"))
          .containsExactly(new float[] {.98f, .96f, .96f, .92f}, within(1e-6f));
      assertThat(second.trainOnBatch(data)).containsOnlyKeys("loss").containsEntry("loss", 4d);
      assertThat(Bits.weights(second).get("row/kernel"))
          .containsExactly(new float[] {1, .96f, 1, .92f}, within(1e-6f));
      assertThat(Bits.weights(second).get("a/scale")).containsExactly(1);
      assertThat(second.predictByOutput(data)).containsOnlyKeys("a", "b");
    }
  }

  /** h = 1 and y = h: the loss is h^2 + (h - 3)^2 of k, and its gradient 2 h x + 2 (h - 3) x. */
  @Test
  void anOutputMayBeReadFurther() {
    Input x = input(1).named("x");
    Value h = new Scale(1).named("h").on(x);
    Value y = new Scale(1).named("y").on(h);
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1}, 1))
            .withTargets(
                Part.floats("h", new float[] {0}, 1), Part.floats("y", new float[] {3}, 1));

    try (Model model =
        Functional.of(x, h, y)
            .compile(
                sgd(.1), objective("h", meanSquaredError()), objective("y", meanSquaredError()))) {
      assertThat(model.trainOnBatch(data)).containsEntry("loss", 5d);
      assertThat(Bits.weights(model).get("h/scale")[0]).isCloseTo(1.2f, within(1e-6f));
      assertThat(Bits.weights(model).get("y/scale")[0]).isCloseTo(1.4f, within(1e-6f));
    }
  }

  /** h = 1 is given twice: the loss is h^2 + (h - 3)^2. */
  @Test
  void aValueMayBeTwoOutputs() {
    Input x = input(1).named("x");
    Value h = new Scale(1).named("h").on(x);
    Functional net = Functional.of(x, h, h);
    assertThat(net.outputNames()).containsExactly("h", "h_1");
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1}, 1))
            .withTargets(
                Part.floats("h", new float[] {0}, 1), Part.floats("h_1", new float[] {3}, 1));

    try (Model model =
        net.compile(
            sgd(.1), objective("h", meanSquaredError()), objective("h_1", meanSquaredError()))) {
      assertThat(model.trainOnBatch(data)).containsEntry("loss", 5d);
      assertThat(Bits.weights(model).get("h/scale")[0]).isCloseTo(1.2f, within(1e-6f));
      Map<String, float[][]> answers = model.predictByOutput(data);
      assertThat(answers.get("h")).isDeepEqualTo(answers.get("h_1"));
    }
  }

  /** Relu and pooling change places where nobody sees what is between them. */
  @Test
  void aValueBeforePoolingMayBeAnOutputToo() {
    Input x = input(4, 4, 1).named("x");
    Value conv = conv2d(2, 3).same().named("conv").on(x);
    Value relu = relu().named("relu").on(conv);
    Value pooled = maxPooling2d(2).named("pool").on(relu);
    Value p = pooled.then(flatten(), dense(2).named("logits"));
    Value q = softmax().named("q").on(p);
    Dataset data = Dataset.of(Part.floats("x", floats(scattered(Shape.of(3, 4, 4, 1))), 4, 4, 1));
    try (Model several =
            Functional.of(x, conv, relu, pooled, p, q)
                .seed(1)
                .compile(sgd(.1), objective("q", sparseCategoricalCrossentropy()));
        Model one = Functional.of(x, q).seed(1).compile(sgd(.1), sparseCategoricalCrossentropy())) {
      Map<String, float[][]> answers = several.predictByOutput(data);
      float[] before = answers.get("conv")[2];
      float[] after = answers.get("relu")[2];
      float[] largest = answers.get("pool")[2];
      for (int i = 0; i < before.length; i++) {
        assertThat(after[i]).isEqualTo(Math.max(before[i], 0));
      }
      for (int channel = 0; channel < 2; channel++) {
        float most = Math.max(after[channel], after[2 + channel]);
        most = Math.max(most, Math.max(after[8 + channel], after[10 + channel]));
        assertThat(largest[channel]).isEqualTo(most);
      }
      Dataset labelled = data.withTargets(Part.classes("q", new int[] {0, 1, 1}));
      assertThat(several.trainOnBatch(labelled).get("loss"))
          .isCloseTo(one.trainOnBatch(labelled).get("loss"), within(1e-6));
      assertNear(several.weights(), one.weights(), 1e-5);
    }
  }

  /** The mean of two calls of one tower on one value is the tower: in numbers and gradients. */
  @Test
  void aTowerThatIsCalledTwiceLearnsFromBothCalls() {
    Dataset data = Blobs.classes(12);
    Input x = input(2);
    Shared<?> tower = shared(dense(4).relu().named("tower"));
    Value both = average().on(tower.on(x), tower.on(x));
    try (Model twice =
            Functional.of(x, both.then(dense(3).softmax().named("head")))
                .seed(1)
                .compile(adam(), sparseCategoricalCrossentropy());
        Model once =
            Sequential.of(
                    input(2), dense(4).relu().named("tower"), dense(3).softmax().named("head"))
                .seed(1)
                .compile(adam(), sparseCategoricalCrossentropy())) {
      assertNear(twice.weights(), once.weights(), 0);
      twice.fit(data, Fit.epochs(2).batchSize(4));
      once.fit(data, Fit.epochs(2).batchSize(4));
      assertNear(twice.weights(), once.weights(), 1e-5);
    }
  }

  @Test
  void aNetThatIsFrozenWholeMeasuresAndStays() {
    Dataset data = Blobs.classes(12);
    Sequential net = Sequential.of(input(2), dense(3).softmax()).seed(1).frozen("dense");
    try (Model model = net.compile(adam(), sparseCategoricalCrossentropy())) {
      double loss = model.evaluate(data).loss();
      assertThat(model.fit(data, Fit.epochs(2)).last().logs().get("loss"))
          .isCloseTo(loss, within(1e-6));
    }
  }

  @Test
  void anInputMayBeAnOutput() {
    Input x = input(1).named("x");
    Value y = new Scale(2).named("y").on(x);
    Dataset data = Dataset.of(Part.floats("x", new float[] {1, 4}, 1));

    try (Model model =
        Functional.of(x, x, y).compile(sgd(.1), objective("y", meanSquaredError()))) {
      Map<String, float[][]> answers = model.predictByOutput(data);
      assertThat(answers.get("x")).isDeepEqualTo(new float[][] {{1}, {4}});
      assertThat(answers.get("y")).isDeepEqualTo(new float[][] {{2}, {8}});
    }
  }
}
