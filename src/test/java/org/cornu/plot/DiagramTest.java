package org.cornu.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.List;
import org.cornu.plot.Family.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiagramTest {

  private static final Box A = Box.of("a", "one", "Dense");
  private static final Box B = Box.of("b", "two", "Dense");

  @Test
  void arrowsEndAtBoxes() {
    assertThatThrownBy(() -> Diagram.of("net", List.of(A, B), List.of(new Arrow("a", "c"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plot needs arrows between its boxes, got one from a to c, and no box c");
  }

  @Test
  void arrowsGoBetweenBoxesThatLieApart() {
    Box net = Box.of("n", "inner", "Functional").containing(List.of(A));
    for (Arrow arrow : List.of(new Arrow("n", "a"), new Arrow("a", "n"), new Arrow("n", "n"))) {
      assertThatThrownBy(() -> Diagram.of("net", List.of(net), List.of(arrow)))
          .hasMessageContaining("got one from %s to %s", arrow.from(), arrow.to());
    }
  }

  @Test
  void idsAreUniqueAlsoInNestedNets() {
    Box net = Box.of("n", "inner", "Functional").containing(List.of(A));
    assertThatThrownBy(() -> Diagram.of("net", List.of(A, net), List.of()))
        .hasMessageContaining("got two boxes a");
  }

  @Test
  void thereIsSomethingToDraw() {
    assertThatThrownBy(() -> Diagram.of("net", List.of(), List.of()))
        .hasMessage("plot needs 1 or more boxes, got none");
  }

  @Test
  void nullsAreRefusedInWords() {
    assertThatThrownBy(() -> Box.of(null, "", "")).hasMessage("a box needs an id, got null");
    assertThatThrownBy(() -> A.inputs("(1)", null))
        .hasMessage("a box needs input shapes, got null");
    assertThatThrownBy(() -> A.containing(null)).hasMessageContaining("got null");
    assertThatThrownBy(() -> new Arrow("a", null)).hasMessageContaining("goes to, got null");
  }

  @ParameterizedTest
  @CsvSource({
    "InputLayer, INPUT",
    "Dense, KERNEL",
    "DepthwiseConv2D, KERNEL",
    "MultiHeadAttention, KERNEL",
    "GRU, KERNEL",
    "Add, MERGE",
    "BatchNormalization, NORMALIZATION",
    "LeakyReLU, ACTIVATION",
    "GlobalMaxPooling1D, POOLING",
    "Sequential, NESTED",
    "Dropout, OTHER"
  })
  void classesHaveTheirKind(String className, Kind kind) {
    assertThat(Box.of("a", "", className).kind()).isEqualTo(kind);
  }

  /** The ratio that WCAG 2 asks for of small text. */
  @ParameterizedTest
  @EnumSource
  void textReadsWellOnEachTint(Kind kind) {
    for (Lettering.Style style : Lettering.Style.values()) {
      double ratio = (luminance(kind.tint()) + 0.05) / (luminance(style.ink()) + 0.05);
      assertThat(ratio).as("%s", style).isGreaterThan(4.5);
    }
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int level) {
    double part = level / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
