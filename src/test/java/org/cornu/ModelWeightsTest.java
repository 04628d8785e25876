package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.cornu.data.Dataset;
import org.cornu.optimizers.SGD;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;

/** Reading and setting what training moves, and recompiling around it. */
class ModelWeightsTest {

  private static final Sequential NET = Sequential.of(input(2), dense(3).softmax()).seed(1);
  private static final Dataset DATA = Blobs.vectors(30);
  private static final Offset<Float> ROUNDING = within(1e-5f);
  private static final Fit ONE_STEP = Fit.epochs(1).batchSize(30);

  private static Model compile() {
    return NET.compile(sgd(.1), categoricalCrossentropy(), accuracy());
  }

  @Test
  void weightsComeByKerasPathsInKerasOrder() {
    Sequential net = Sequential.of(input(2), dense(4).relu(), batchNormalization(), dense(3));
    try (Model model = net.compile(sgd(), meanSquaredError())) {
      Map<String, FloatNdArray> weights = model.weights();
      assertThat(weights.keySet())
          .containsExactly(
              "dense/kernel",
              "dense/bias",
              "batch_normalization/gamma",
              "batch_normalization/beta",
              "batch_normalization/moving_mean",
              "batch_normalization/moving_variance",
              "dense_1/kernel",
              "dense_1/bias");
      assertThat(weights.get("dense_1/kernel").shape()).isEqualTo(Shape.of(4, 3));
    }
  }

  @Test
  void whatIsSetIsRead() {
    FloatNdArray kernel = StdArrays.ndCopyOf(new float[][] {{1, 2, 3}, {4, 5, 6}});
    try (Model model = compile()) {
      model.setWeights(Map.of("dense/kernel", kernel, "dense/bias", Bits.array(0, 0, -4)));
      assertThat(Bits.weights(model).get("dense/kernel")).containsExactly(1, 2, 3, 4, 5, 6);
      // Logits 1, 2, 3 - 4 of the point (1, 0).
      double sum = Math.exp(1) + Math.exp(2) + Math.exp(-1);
      float[] row = model.predict(new float[] {1, 0});
      assertThat(row[1]).isCloseTo((float) (Math.exp(2) / sum), within(1e-6f));
    }
  }

  @Test
  void weightsAreCopies() {
    try (Model model = compile()) {
      float before = model.weights().get("dense/bias").getFloat(0);
      model.weights().get("dense/bias").setFloat(before + 1, 0);
      assertThat(model.weights().get("dense/bias").getFloat(0)).isEqualTo(before);
    }
  }

  @Test
  void aWrongWeightLeavesAllAsTheyWere() {
    Map<String, FloatNdArray> values = new LinkedHashMap<>();
    values.put("dense/bias", Bits.array(7, 8, 9));
    try (Model model = compile()) {
      Map<String, float[]> before = Bits.weights(model);
      values.put("dense/kernel", Bits.array(1, 2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.setWeights(values))
          .withMessage("weight \"dense/kernel\" needs shape (2, 3), got (2,)");
      values.remove("dense/kernel");
      values.put("dense/weight", Bits.array(1, 2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.setWeights(values))
          .withMessageContainingAll("no weight \"dense/weight\"", "[dense/kernel, dense/bias]");
      assertThat(Bits.weights(model)).usingRecursiveComparison().isEqualTo(before);
    }
  }

  @Test
  void anInitializerOfTheWrongLengthIsNamed() {
    Sequential net =
        Sequential.of(input(2), dense(3).kernelInitializer((shape, draws) -> new float[5]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.compile(sgd(), meanSquaredError()))
        .withMessageContainingAll(
            "\"dense/kernel\"", "6 first values", "(2, 3)", "got 5", "initializer");
  }

  @Test
  void theLearningRateMovesTraining() {
    try (Model slow = compile();
        Model fast = compile()) {
      assertThat(fast.learningRate()).isEqualTo(.1);
      fast.learningRate(.3);
      assertThat(fast.learningRate()).isEqualTo(.3);
      float[] start = Bits.weights(slow).get("dense/kernel");
      slow.fit(DATA, ONE_STEP);
      assertThat(fast.fit(DATA, ONE_STEP).last().learningRate()).isEqualTo(.3);
      float[] one = Bits.weights(slow).get("dense/kernel");
      float[] three = Bits.weights(fast).get("dense/kernel");
      for (int i = 0; i < start.length; i++) {
        assertThat(one[i] - start[i]).isNotZero();
        assertThat(three[i] - start[i]).isCloseTo(3 * (one[i] - start[i]), within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e50})
  void aLearningRateMustBeAFiniteFloatOfZeroOrMore(double rate) {
    try (Model model = compile()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.learningRate(rate))
          .withMessageContainingAll("the learning rate", "finite", "0 or more", "got " + rate);
      assertThat(model.learningRate()).isEqualTo(.1);
    }
  }

  @Test
  void recompilingKeepsTheWeights() {
    try (Model model = compile()) {
      model.fit(DATA, ONE_STEP);
      Map<String, float[]> before = Bits.weights(model);
      model.recompile(adam(.01), meanSquaredError());
      assertThat(Bits.weights(model)).usingRecursiveComparison().isEqualTo(before);
      assertThat(model.learningRate()).isEqualTo(.01);
      assertThat(model.fit(DATA, ONE_STEP).names()).containsExactly("loss");
    }
  }

  @Test
  void recompilingForgetsWhatTheOptimizerKept() {
    SGD optimizer = sgd(.1).momentum(.9);
    try (Model recompiled = NET.compile(optimizer, categoricalCrossentropy());
        Model rolling = NET.compile(optimizer, categoricalCrossentropy());
        Model fresh = NET.compile(optimizer, categoricalCrossentropy())) {
      recompiled.fit(DATA, Fit.epochs(3).batchSize(30));
      rolling.fit(DATA, Fit.epochs(3).batchSize(30));
      fresh.setWeights(recompiled.weights());
      recompiled.recompile(optimizer, categoricalCrossentropy());
      assertThat(kernelAfterAStep(recompiled)).containsExactly(kernelAfterAStep(fresh), ROUNDING);
      assertThat(kernelAfterAStep(rolling))
          .doesNotContain(Bits.weights(fresh).get("dense/kernel"), ROUNDING);
    }
  }

  /** The samples come in another order in another epoch, so that sums are rounded otherwise. */
  private static float[] kernelAfterAStep(Model model) {
    model.fit(DATA, ONE_STEP);
    return Bits.weights(model).get("dense/kernel");
  }
}
