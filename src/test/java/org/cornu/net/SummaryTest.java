package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cornu.Sequential;
import org.cornu.goldens.Golden;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The table character by character as Keras prints it. */
class SummaryTest {

  static Stream<Golden> summaries() {
    return Golden.all("summaries");
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void printsWhatKerasPrints(Golden golden) {
    String[] expected =
        StreamSupport.stream(golden.at("summary").spliterator(), false)
            .map(JsonNode::stringValue)
            .toArray(String[]::new);

    String summary = net(golden.name()).named("sequential").summary();

    assertThat(summary.split("\n")).containsExactly(expected);
  }

  private static Sequential net(String name) {
    return name.equals("long names")
        ? longNames()
        : MnistCnns.all().get(Integer.parseInt(name.substring("model ".length())) - 1);
  }

  /** As {@code long_names} in {@code goldens/summaries.py}. */
  private static Sequential longNames() {
    return Sequential.of(
        input(1026, 1026, 3),
        conv2d(1024, 3).named("shape_in_two_lines"),
        maxPooling2d(16).named("label_of_thirty1"),
        batchNormalization().named("a_name_that_is_longer_than_the_column"),
        conv2d(8, 1).named("label_of_31_characters"),
        conv2d(8, 1).named("a_label_of_32_character"),
        conv2d(8, 1).named("a_name_of_31_characters_exactly").frozen(),
        conv2d(8, 1).named("and_one_of_32_characters_exactly"));
  }
}
