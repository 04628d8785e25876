package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.hashedCrossing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;
import tools.jackson.databind.JsonNode;

/** Several values taken together as one number, as by Keras. */
class CrossingTest {

  static Stream<Golden> crossings() {
    return Golden.all("crossings");
  }

  @ParameterizedTest
  @MethodSource("crossings")
  void numbersAndRowsAreKerass(Golden golden) {
    List<Part> parts = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    for (JsonNode each : golden.at("inputs")) {
      String name = "x" + parts.size();
      DType type = DType.of(each.required("dtype").stringValue()).orElseThrow();
      Part part =
          type == DType.STRING ? texts(name, each) : TypedRun.part(name, type, Golden.array(each));
      parts.add(part);
      inputs.add(Input.of(new Spec(Shape.of(1), type)).named(name));
    }
    Layer layer = Keras.layer(golden.at("keras"));
    Net net = Net.of(inputs, List.of(layer.on(inputs.toArray(Value[]::new))));

    Spec given = net.spec(net.outputs().get(0));
    assertThat(given.dtype().kerasName()).isEqualTo(golden.text("output_dtype"));
    assertThat(given.shape()).isEqualTo(golden.array("output").shape().tail());
    assertNear(
        "output",
        TypedRun.of(net, parts.toArray(Part[]::new)),
        floats(golden.array("output")),
        1e-6);
  }

  private static Part texts(String name, JsonNode texts) {
    String[] values =
        texts.required("data").valueStream().map(JsonNode::stringValue).toArray(String[]::new);
    return Part.strings(name, values, 1);
  }

  @Test
  void whatCannotBeTakenTogetherIsRefused() {
    Input one = input(1).dtype(DType.INT64).named("one");
    Input three = input(3).dtype(DType.STRING).named("three");
    Input number = input(1).named("number");
    for (Value[] inputs : new Value[][] {{one}, {one, three}, {three, three}, {one, number}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> hashedCrossing(5).on(inputs))
          .withMessageContaining(
              "needs two inputs or more, texts or whole numbers, of (1) each, got (");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hashedCrossing(0))
        .withMessage("hashedCrossing needs 1 bin or more, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HashedCrossing(5, OutputMode.COUNT))
        .withMessageContaining("INT or ONE_HOT, got COUNT");
  }
}
