package org.cornu.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.initializers.Initializers.identity;
import static org.cornu.initializers.Initializers.stft;
import static org.cornu.initializers.Initializers.varianceScaling;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.Registry;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import tools.jackson.databind.JsonNode;

/** Initializers that draw nothing, and fans, against Keras's numbers and configurations. */
class InitializerGoldenTest {

  static Stream<Golden> fixed() {
    return Golden.all("initializers");
  }

  static Stream<Golden> fans() {
    return Golden.all("fans");
  }

  private static float[] values(Initializer initializer, Shape shape) {
    return initializer.values(shape, new Seed(1).draws("weights", "kernel", 0));
  }

  /** What a configuration that was written makes. */
  private static Initializer again(Initializer initializer) {
    Registry registry = new Registry(Initializers.classes(), List.of());
    Config config = new Config("again", initializer.config().values(), registry);
    return registry.make(Initializer.class, initializer.className(), false, config);
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void givesWhatKerasGives(Golden golden) {
    Initializer initializer = Keras.initializer(golden);
    FloatNdArray expected = golden.array("values");
    float[] actual = values(initializer, expected.shape());
    float[] floats = Tensors.floats(expected);
    assertThat(actual).hasSameSizeAs(floats);
    // Where a sine is 0, float32 gives 1e-6 of the others.
    assertNear("values", Tensors.of(expected.shape(), actual), expected, 1e-5);
    assertThat(again(initializer)).isEqualTo(initializer);
  }

  @ParameterizedTest
  @MethodSource("fans")
  void countsTheFansThatKerasCounts(Golden golden) {
    VarianceScaling scaling = (VarianceScaling) Keras.initializer(golden);
    JsonNode sizes = golden.at("shape");
    Shape shape =
        Shape.of(
            IntStream.range(0, sizes.size()).mapToLong(i -> sizes.get(i).longValue()).toArray());
    Fans fans = scaling.axes().map(axes -> axes.of(shape)).orElseGet(() -> Fans.of(shape));
    JsonNode expected = golden.at("fans");
    assertThat(fans).isEqualTo(new Fans(expected.get(0).intValue(), expected.get(1).intValue()));
    assertThat(scaling.className()).isEqualTo("HeUniform");
    assertThat(again(scaling)).isEqualTo(scaling);
    // Of the values too: within sqrt(6 / fan in), and almost there.
    double limit = Math.sqrt(6 / fans.in());
    double largest = 0;
    for (float value : values(scaling, shape)) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isBetween(limit * 0.7, limit);
  }

  @Test
  void oneOfTheAxesAloneChangesNothing() {
    Config config = Config.of("input_axes", List.of(0)).with("distribution", "normal");
    assertThat(VarianceScaling.from(config)).isEqualTo(varianceScaling());
    assertThatThrownBy(() -> values(varianceScaling().axes(List.of(0), List.of(2)), Shape.of(3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs axes of its weight, which has shape [3, 4], got [2]");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> values(identity(), Shape.of(2, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("identity needs a matrix, got shape [2, 2, 2]");
    assertThatThrownBy(() -> values(stft(STFT.Side.REAL), Shape.of(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stft needs a kernel of (frame length, inputs, frequencies)");
  }
}
