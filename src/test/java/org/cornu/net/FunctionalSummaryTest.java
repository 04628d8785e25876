package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.multiply;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.shared;
import static org.cornu.layers.Layers.subtract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cornu.Architecture;
import org.cornu.Functional;
import org.cornu.Sequential;
import org.cornu.goldens.Golden;
import org.cornu.graph.DType;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The tables of nets of any shape, character by character as Keras prints them. */
class FunctionalSummaryTest {

  static Stream<Golden> functionalSummaries() {
    return Golden.all("functional_summaries");
  }

  @ParameterizedTest
  @MethodSource("functionalSummaries")
  void printsWhatKerasPrints(Golden golden) throws IOException {
    String[] expected =
        StreamSupport.stream(golden.at("summary").spliterator(), false)
            .map(JsonNode::stringValue)
            .toArray(String[]::new);
    String[] nameAndOptions = golden.name().split(", ");

    Architecture<?> net = net(nameAndOptions[0]);
    String summary = net.summary(shown(nameAndOptions));

    assertThat(summary.split("\n")).containsExactly(expected);
  }

  private static Show[] shown(String[] nameAndOptions) {
    return switch (nameAndOptions.length == 1 ? "" : nameAndOptions[1]) {
      case "" -> new Show[0];
      case "expand_nested" -> new Show[] {Show.NESTED};
      case "show_trainable" -> new Show[] {Show.TRAINABLE};
      case "both" -> Show.values();
      default -> throw new AssertionError(nameAndOptions[1]);
    };
  }

  /** As {@code goldens/summaries.py} says it, or of a file that Keras wrote. */
  private static Architecture<?> net(String name) throws IOException {
    return switch (name) {
      case "row" -> row();
      case "row_in_row" -> rowInRow();
      case "unused" -> unused();
      case "twice" -> twice();
      case "ends_in_models" -> endsInModels();
      case "calls" -> calls();
      case "one_size_then_another" -> oneSizeThenAnother();
      default -> {
        try (InputStream file = Golden.class.getResourceAsStream("functional/" + name + ".keras")) {
          yield Functional.load(file);
        }
      }
    };
  }

  private static Functional row() {
    Sequential stem =
        Sequential.of(
            input(ANY, ANY, 3), dense(4).named("wide"), batchNormalization().named("norm"));
    Input start = input(ANY, ANY, 3).named("start");
    Value early = stem.named("stem").frozen("wide", "norm").on(start);
    Value late = dense(2).named("a_head_with_a_name_that_is_much_too_long").on(early);
    return Functional.of(start, early, late).named("row");
  }

  private static Sequential rowInRow() {
    Layer inner = row().upTo("stem").named("inner").asLayer();
    return Sequential.of(input(8, 8, 3), dense(3).named("first"), inner).named("row_in_row");
  }

  private static Functional unused() {
    Input image = input(2).named("image");
    Input number = input(3).named("number").dtype(DType.INT32);
    Value both = add().named("both").on(image, image);
    return Functional.of(List.of(image, number), dense(1_000_000).named("wide").on(both));
  }

  private static Functional twice() {
    Input start = input(2).named("start");
    return Functional.of(start, dense(3).named("end").on(add().named("both").on(start, start)));
  }

  private static Functional oneSizeThenAnother() {
    Input small = input(4, 4, 1).named("small");
    Input large = input(8, 8, 1).named("large");
    Shared<?> pool = shared(maxPooling2d(2).named("pool"));
    Shared<?> flat = shared(flatten().named("flat"));
    Value one = flat.on(pool.on(small));
    Value other = flat.on(pool.on(large));
    Value all = concatenate().named("all").on(one, other);
    return Functional.of(List.of(small, large), all, one, other);
  }

  /** As {@code functional/nets.py} says it. */
  private static Functional endsInModels() {
    Input innerStart = input(4).named("inner_start");
    Functional deep = Functional.of(innerStart, dense(4).tanh().named("deep").on(innerStart));
    Shared<?> inner = shared(deep.named("inner").asLayer());
    Sequential head = Sequential.of(input(4), dense(3).softmax().named("choice")).named("head");
    Input start = input(4).named("start");
    Value x = inner.on(start);
    return Functional.of(start, inner.on(x), head.on(x)).named("functional_1");
  }

  /** As {@code functional/nets.py} says it. */
  private static Functional calls() {
    Input left = input(3).named("left");
    Input right = input(2).named("right");
    Value inside = concatenate().named("inside").on(left, right);
    Functional named =
        Functional.of(List.of(left, right), dense(3).tanh().named("deep").on(inside));
    Input a = input(3).named("a");
    Input b = input(3).named("b");
    Functional placed =
        Functional.of(
            List.of(a, b), subtract().named("less").on(a, b), multiply().named("times").on(a, b));
    Input wide = input(3).named("wide");
    Input narrow = input(2).named("narrow");
    Value x = named.named("named").on(wide, narrow);
    List<Value> both = shared(placed.named("placed").asLayer()).outputsOn(x, wide);
    Value answer = add().named("both").on(both.get(1), both.get(0));
    return Functional.of(List.of(narrow, wide), dense(3).softmax().named("answer").on(answer));
  }

  @Test
  void aTableOfTenTimesTheLayersTakesAboutTenTimesTheTime() {
    Functional some = deep(2_000);
    Functional many = deep(20_000);
    many.summary(); // warms up
    assertThat(seconds(many)).isLessThan(50 * Math.max(0.01, seconds(some)));
    assertThat(many.summary()).contains("add_9999 (Add)", "│ relu_9999[0][0],");
  }

  /** So many layers, each second one around the one before it. */
  private static Functional deep(int layers) {
    Input start = input(2);
    Value last = start;
    for (int i = 0; i < layers / 2; i++) {
      Value around = relu().named("relu_" + i).on(last);
      last = add().named("add_" + i).on(around, last);
    }
    return Functional.of(start, last);
  }

  private static double seconds(Functional net) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      net.summary();
      times.add((System.nanoTime() - start) / 1e9);
    }
    return times.stream().min(Double::compare).orElseThrow();
  }
}
