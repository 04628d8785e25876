package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Path;
import org.cornu.data.Dataset;
import org.cornu.layers.Dense;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.types.TFloat32;

/** Where Keras takes a function, a lambda is taken. */
class LambdasTest {

  private static final Dataset DATA =
      Dataset.of(new float[] {0, 0}, new int[] {2}, new float[][] {{0}});

  private static Model compile(Dense dense) {
    return Sequential.of(input(2), dense).seed(1).compile(sgd(.1), meanSquaredError());
  }

  private static float[] kernelAfterAStep(Model model) {
    try (model) {
      model.fit(DATA, Fit.epochs(1));
      FloatNdArray kernel = model.weights().get("dense/kernel");
      return new float[] {kernel.getFloat(0, 0), kernel.getFloat(1, 0)};
    }
  }

  private static Dense dense12() {
    return dense(1).kernelInitializer((shape, draws) -> new float[] {1, 2});
  }

  @Test
  void anInitializer() {
    assertThat(kernelAfterAStep(compile(dense12()))).containsExactly(1, 2);
  }

  @Test
  void aRegularizer() {
    Dense dense =
        dense12()
            .kernelRegularizer(
                (tf, x) -> tf.reduceSum(tf.math.square(tf.math.square(x)), tf.array(0, 1)));
    // The slope of the fourth power is 4 x^3.
    assertThat(kernelAfterAStep(compile(dense)))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(1 - .4f, 2 - .1f * 32);
  }

  @Test
  void aConstraint() {
    Dense dense =
        dense12().kernelConstraint((tf, weight) -> tf.math.minimum(weight, tf.constant(1.5f)));
    assertThat(kernelAfterAStep(compile(dense))).containsExactly(1, 1.5f);
  }

  @Test
  void aSchedule() {
    try (Model model =
        Sequential.of(input(2), dense(1))
            .compile(
                sgd((tf, steps) -> tf.math.reciprocal(tf.dtypes.cast(steps, TFloat32.class))),
                meanSquaredError())) {
      model.fit(DATA, Fit.epochs(4));
      assertThat(model.learningRate()).isCloseTo(.25, within(1e-6));
    }
  }

  @Test
  void noFileHoldsOne(@TempDir Path folder) {
    try (Model model = compile(dense12())) {
      assertThatThrownBy(() -> model.save(folder.resolve("lambda.keras")))
          .hasStackTraceContaining("has no config()");
    }
  }
}
