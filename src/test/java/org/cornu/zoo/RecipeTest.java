package org.cornu.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {

  static Iterable<String> names() {
    return Recipe.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameIsThatOfItsNet(String name) {
    Recipe recipe = Recipe.named(name).orElseThrow();
    assertThat(recipe.net().name()).isEqualTo(name);
    assertThat(recipe.label()).startsWith(name + " (").hasSizeGreaterThan(name.length() + 3);
  }
}
