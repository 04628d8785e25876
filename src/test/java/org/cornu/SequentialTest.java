package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import org.cornu.losses.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** The value that a model is compiled from. */
class SequentialTest {

  private static final Sequential NET =
      Sequential.of(
          input(28, 28, 1),
          conv2d(32, 5),
          relu(),
          maxPooling2d(2),
          flatten(),
          dense(10),
          softmax());

  @Test
  void knowsShapesAndCounts() {
    assertThat(NET.outputShape()).isEqualTo(Shape.of(10));
    assertThat(NET.parameters()).isEqualTo(5 * 5 * 32 + 32 + 12 * 12 * 32 * 10 + 10);
  }

  @Test
  void summaryIsTheModelsToo() {
    Sequential named = NET.named("model1");
    assertThat(named.summary()).startsWith("Model: \"model1\"").contains("46,922 (183.29 KB)");
    try (Model model = named.compile(sgd(), meanSquaredError())) {
      assertThat(model.name()).isEqualTo("model1");
      assertThat(model.summary()).isEqualTo(named.summary());
    }
  }

  @Test
  void optionsGiveNewValues() {
    Sequential other = NET.named("other").seed(3);
    assertThat(NET.name()).isEqualTo("sequential");
    assertThat(other.name()).isEqualTo("other");
    try (Model model = other.compile(sgd(), meanSquaredError())) {
      assertThat(model.seed()).isEqualTo(3);
    }
  }

  @Test
  void withoutASeedEachModelDrawsItsOwn() {
    Sequential net = Sequential.of(input(2), dense(3));
    try (Model one = net.compile(sgd(), meanSquaredError());
        Model other = net.compile(sgd(), meanSquaredError());
        Model again = net.seed(one.seed()).compile(sgd(), meanSquaredError())) {
      assertThat(one.seed()).as("one in a million tells a lie").isNotEqualTo(other.seed());
      float[] kernel = Bits.weights(one).get("dense/kernel");
      assertThat(Bits.weights(other).get("dense/kernel")).isNotEqualTo(kernel);
      assertThat(Bits.weights(again).get("dense/kernel")).isEqualTo(kernel);
    }
  }

  @Test
  void aLayerThatCannotReadItsInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sequential.of(input(28, 28, 1), flatten(), maxPooling2d(2)))
        .withMessageStartingWith("layer 2 of 2, MaxPooling2D \"max_pooling2d\": needs images")
        .withMessageEndingWith("(its input comes from layer 1, Flatten \"flatten\")");
  }

  /** Keras on TensorFlow trains no model of such a name, or cannot keep it in an .h5. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "my net",
        "my/net",
        "_net",
        "-net",
        ".",
        "..",
        "a+b",
        "a\\b",
        "gr\u00f6\u00dfe",
        "a\nb"
      })
  void namesThatKerasCannotUseAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NET.named(name))
        .withMessageContainingAll("named needs a name", "\"" + name + "\"");
    assertThat(NET.named("Net-1.v_2").name()).isEqualTo("Net-1.v_2");
  }

  @Test
  void needsAnInputAndALayer() {
    assertThatNullPointerException()
        .isThrownBy(() -> Sequential.of(null, dense(1)))
        .withMessage("Sequential.of needs an input first, for example input(28, 28, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sequential.of(input(2)))
        .withMessageContainingAll("at least one layer", "got none");
  }

  @Test
  void needsAnOptimizerAndALoss() {
    assertThatNullPointerException()
        .isThrownBy(() -> NET.compile(null, meanSquaredError()))
        .withMessageContainingAll("compile", "an optimizer", "adam()", "got null");
    assertThatNullPointerException()
        .isThrownBy(() -> NET.compile(sgd(), (Loss) null))
        .withMessageContainingAll("compile", "a loss", "categoricalCrossentropy()", "got null");
  }
}
