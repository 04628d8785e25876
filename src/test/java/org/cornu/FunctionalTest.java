package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.average;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.objective;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.history.History;
import org.cornu.layers.Input;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** What users do with nets of several inputs and outputs. */
class FunctionalTest {

  private static final float[] POINTS = Blobs.points(12);

  private static Functional twoInputs() {
    Input left = input(2).named("left");
    Input right = input(1).named("right");
    return Functional.of(List.of(left, right), dense(3).softmax().on(concatenate().on(left, right)))
        .seed(1);
  }

  private static Part rights() {
    float[] values = new float[12];
    for (int i = 0; i < 12; i++) {
      values[i] = i % 3;
    }
    return Part.floats("right", values, 1);
  }

  private static Part classes(String name) {
    int[] ids = new int[12];
    for (int i = 0; i < 12; i++) {
      ids[i] = i % 3;
    }
    return Part.classes(name, ids);
  }

  @Test
  void inputsGoByTheirNamesInWhateverOrder() {
    Part left = Part.floats("left", POINTS, 2);
    Dataset data = Dataset.of(left, rights()).withTargets(classes("digit"));
    Dataset turned = Dataset.of(rights(), left).withTargets(classes("digit"));

    try (Model model = twoInputs().compile(adam(), sparseCategoricalCrossentropy());
        Model other = twoInputs().compile(adam(), sparseCategoricalCrossentropy())) {
      History history = model.fit(data, Fit.epochs(2).batchSize(4));
      assertThat(Bits.timeless(other.fit(turned, Fit.epochs(2).batchSize(4))))
          .isEqualTo(Bits.timeless(history));
      assertThat(other.predict(turned)).isDeepEqualTo(model.predict(data));
    }
  }

  @Test
  void aMissingOrMisnamedPartIsNamed() {
    Part left = Part.floats("left", POINTS, 2);
    Dataset one = Dataset.of(left).withTargets(classes("digit"));
    Dataset misnamed =
        Dataset.of(left, Part.floats("rihgt", new float[12], 1)).withTargets(classes("digit"));

    try (Model model = twoInputs().compile(adam(), sparseCategoricalCrossentropy())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(one, Fit.epochs(1)))
          .withMessageContainingAll("fit needs", "\"right\"", "got [left]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predict(misnamed))
          .withMessageContainingAll("predict needs", "\"right\"", "got [left, rihgt]");
    }
  }

  @Test
  void unscaledBytesReachTheNetAsTheyAre() {
    byte[] bytes = {0, 51, (byte) 204, (byte) 255};
    Sequential net = Sequential.of(input(1), new UserLayers.Divided(255));

    try (Model model = net.compile(adam(), meanSquaredError())) {
      float[][] answers = model.predict(Dataset.of(Part.bytes("level", bytes, 1)));
      assertThat(new float[] {answers[0][0], answers[1][0], answers[2][0], answers[3][0]})
          .containsExactly(new float[] {0, .2f, .8f, 1}, within(1e-6f));
      assertThat(
              model
                  .evaluate(
                      Dataset.of(Part.bytes("level", bytes, 1))
                          .withTargets(Part.floats("y", new float[] {0, .2f, .8f, 0}, 1)))
                  .loss())
          .isCloseTo(.25, within(1e-6));
    }
  }

  @Test
  void tokensAreLookedUpAndTheirTableLearns() {
    Input tokens = input(3).dtype(DType.INT32).named("tokens");
    Functional net =
        Functional.of(
                tokens, tokens.then(new UserLayers.Embedded(5, 4), flatten(), dense(2).softmax()))
            .seed(1);
    int[] ids = new int[60];
    int[] classes = new int[20];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i * 7 % 5;
      classes[i / 3] = ids[i] == 0 ? 1 : classes[i / 3];
    }
    Dataset data = Dataset.of(Part.ints("tokens", ids, 3)).withTargets(Part.classes("y", classes));

    try (Model model = net.compile(adam(.05), sparseCategoricalCrossentropy(), accuracy())) {
      float[] before = Bits.weights(model).get("embedded/table");
      assertThat(model.fit(data, Fit.epochs(40).batchSize(5)).last().logs().get("accuracy"))
          .isEqualTo(1);
      assertThat(Bits.weights(model).get("embedded/table")).isNotEqualTo(before);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predict(Dataset.of(Part.floats("tokens", new float[3], 3))))
          .withMessageContainingAll("predict needs int32", "\"tokens\"", "float32");
    }
  }

  @Test
  void anInputThatNothingReadsIsFedAllTheSame() {
    Input x = input(1).named("x");
    Input idle = input(1).named("idle");
    Functional net = Functional.of(List.of(x, idle), new Scale(2).named("y").on(x));
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1}, 1), Part.floats("idle", new float[] {9}, 1));

    try (Model model = net.compile(sgd(.1), meanSquaredError())) {
      assertThat(model.predict(data)).isDeepEqualTo(new float[][] {{2}});
      model.trainOnBatch(data.withTargets(Part.floats("y", new float[] {1}, 1)));
      assertThat(Bits.weights(model).get("y/scale")[0]).isCloseTo(1.8f, within(1e-6f));
    }
  }

  /** TensorFlow's optimizer made of it an op that asked for what was not fed. */
  @Test
  void anInputMayBeAddedToItself() {
    Input x = input(2);
    Functional net =
        Functional.of(x, add().on(x, x), average().on(x, x).then(new Scale(2).named("y")));
    Dataset data = Dataset.of(new float[] {1, 3}, new int[] {2});

    try (Model model = net.compile(sgd(.1), objective("y", meanSquaredError()))) {
      assertThat(model.predictByOutput(data).values())
          .allSatisfy(rows -> assertThat(rows).isDeepEqualTo(new float[][] {{2, 6}}));
      Dataset labelled = data.withTargets(Part.floats("y", new float[] {2, 6}, 2));
      assertThat(model.evaluate(labelled).loss()).isZero();
      assertThat(model.trainOnBatch(labelled).get("loss")).isZero();
    }
  }

  @Test
  void whatIsNeitherFloatNorClassIsNoTarget() {
    Input x = input(1);
    Dataset data =
        Dataset.of(Part.floats("x", new float[] {1}, 1))
            .withTargets(Part.ints("y", new int[] {1}, 1));
    try (Model model = Functional.of(x, dense(1).on(x)).compile(sgd(.1), meanSquaredError())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.evaluate(data))
          .withMessageContainingAll(
              "evaluate needs labels as floats or as class ids", "Part.classes");
    }
  }
}
