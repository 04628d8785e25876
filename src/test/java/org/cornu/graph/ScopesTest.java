package org.cornu.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scope is legal in TensorFlow, and tells the name of its call. */
class ScopesTest {

  @ParameterizedTest
  @ValueSource(strings = {"conv2d_1", "layer1.0.conv1", "my-layer", "_x", "a-5", "dense/kernel"})
  void ordinaryNamesStay(String name) {
    assertThat(Scopes.legal(name)).isEqualTo(name);
    assertThat(Scopes.call(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "my größe, my-20-gr-f6--df-e",
    "a+b, a-2b-b",
    "a-2b-b, a-2d-2b-2d-b",
    "-20-, -2d-20-2d-",
    "'', ''",
    "😀, -1f600-",
    "\u0663, -663-"
  })
  void othersAreSpelt(String name, String legal) {
    assertThat(Scopes.legal(name)).isEqualTo(legal);
    assertThat(Scopes.call(legal)).isEqualTo(name);
  }
}
