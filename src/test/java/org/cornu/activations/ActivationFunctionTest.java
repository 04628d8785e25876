package org.cornu.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.activations.Activations.elu;
import static org.cornu.activations.Activations.leakyRelu;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.of;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.Sequential;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ActivationFunctionTest {

  @TempDir private Path folder;

  /** One of a user's own: its component is its option. */
  record Wave(double frequency) implements ActivationFunction {

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.math.sin(tf.math.mul(x, tf.constant((float) frequency)));
    }

    @Override
    public Config config() {
      return Config.of("frequency", frequency);
    }

    static Wave from(Config config) {
      return new Wave(config.number("frequency"));
    }
  }

  static Stream<ActivationFunction> ofSingleNumbers() {
    return Stream.concat(
        Arrays.stream(KerasActivation.values())
            .filter(each -> !each.className().endsWith("softmax")),
        Stream.of(
            leakyRelu(),
            leakyRelu(0),
            leakyRelu(3),
            elu(),
            elu(2),
            elu(-1),
            new Wave(2),
            Activations.gelu(),
            Activations.gelu(true),
            Activations.celu(0.5),
            Activations.hardShrink(1),
            Activations.softShrink(),
            Activations.squareplus(2),
            Activations.threshold(1, -1),
            Activations.threshold(1, 2),
            Activations.hardSigmoid(0.2),
            Activations.activation("sine", (tf, x) -> tf.math.sin(x)),
            Activations.relu(4),
            Activations.relu(4).threshold(2).negativeSlope(0.5)));
  }

  @ParameterizedTest
  @MethodSource("ofSingleNumbers")
  void whatCallsItselfMonotoneNeverFallsAndNothingElse(ActivationFunction function) {
    float[] x = new float[4001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 2000) / 100f;
    }
    Net net = Net.chain(input(x.length), List.of(activation(function)));
    float[] y = floats(NetRun.of(net).inference(of(Shape.of(1, x.length), x)).output());
    boolean falls = false;
    for (int i = 1; i < y.length; i++) {
      falls |= y[i] < y[i - 1] - 1e-6f; // tanh does by a rounding
    }
    assertThat(function.monotone()).isEqualTo(!falls);
  }

  @Test
  void oneOfYourOwnIsSavedAndRead() throws IOException {
    Path file = folder.resolve("own.keras");
    KerasClass<ActivationFunction> own =
        KerasClass.of(ActivationFunction.class, Wave.class, Wave::from);
    Dataset data = Dataset.of(new float[] {1, 2, 3, 4, 5, 6}, new int[] {2}, new int[] {0, 1, 2});
    float[][] expected;
    try (Model model =
        Sequential.of(
                input(2),
                dense(4).activation(new Wave(3)),
                activation(new Wave(2)),
                dense(3).softmax())
            .seed(1)
            .compile(sgd(), categoricalCrossentropy())) {
      expected = model.predict(data);
      model.save(file);
    }
    try (Predictor predictor = Predictor.load(file, own)) {
      assertThat(predictor.predict(data)).isDeepEqualTo(expected);
    }
    assertThatThrownBy(() -> Predictor.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("no activation function \"Wave\"", "give its KerasClass");
  }

  /** By its name alone it would be taken for Keras's, whose logits the loss reads. */
  @Test
  void alikeNamesAreNotTakenForOneAnother() {
    ActivationFunction sham =
        new ActivationFunction() {
          @Override
          public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.math.sigmoid(x);
          }

          @Override
          public String className() {
            return "softmax";
          }
        };
    assertThat(categoricalCrossentropy().readsLogitsOf(sham)).isFalse();
    assertThat(categoricalCrossentropy().readsLogitsOf(Activations.softmax())).isTrue();
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> leakyRelu(-0.1)).hasMessageContaining("0 or more, got -0.1");
    assertThatThrownBy(() -> elu(Double.NaN)).hasMessageContaining("finite alpha, got NaN");
  }
}
