package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What layers make of numbers of categories, and of data that they adapt to, as Keras does. */
class CategoryGoldenTest {

  static Stream<Golden> categories() {
    return Golden.all("categories");
  }

  static Stream<Golden> adapting() {
    return Golden.all("category_adapting");
  }

  @ParameterizedTest
  @MethodSource("categories")
  void numbersAndRowsAreKerass(Golden golden) {
    DType type = DType.of(golden.text("dtype")).orElseThrow();
    List<Part> parts = new ArrayList<>(List.of(TypedRun.part("x", type, golden.array("input"))));
    List<Input> inputs = new ArrayList<>(List.of(input("x", type, golden.array("input"))));
    if (golden.has("weights")) {
      parts.add(TypedRun.part("weights", DType.FLOAT32, golden.array("weights")));
      inputs.add(input("weights", DType.FLOAT32, golden.array("weights")));
    }
    Layer layer = Keras.layer(golden.at("keras"));
    Net net = Net.of(inputs, List.of(layer.on(inputs.toArray(Value[]::new))));

    Spec given = net.spec(net.outputs().get(0));
    FloatNdArray output = golden.array("output");
    assertThat(given.dtype().kerasName()).isEqualTo(golden.text("output_dtype"));
    assertThat(given.shape()).isEqualTo(output.shape().tail());
    assertNear("output", TypedRun.of(net, parts.toArray(Part[]::new)), floats(output), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("adapting")
  void dataAreAdaptedToAsByKeras(Golden golden) {
    DType type = DType.of(golden.text("dtype")).orElseThrow();
    Part part = TypedRun.part("x", type, golden.array("data"));
    Layer layer = adapted(Keras.layer(golden.at("keras")), Dataset.of(part));
    Input input = input("x", type, golden.array("data"));
    Net net = Net.of(List.of(input), List.of(layer.on(input)));

    if (layer instanceof IntegerLookup lookup) {
      assertThat(lookup.vocabulary().tokens().stream().mapToLong(each -> each).toArray())
          .isEqualTo(
              golden.at("vocabulary").valueStream().mapToLong(each -> each.longValue()).toArray());
    } else {
      float[] boundaries = Numbers.floats(((Discretization) layer).boundaries());
      assertNear("boundaries", boundaries, Golden.floats(golden.at("boundaries")), 1e-6);
    }
    assertNear("output", TypedRun.of(net, part), floats(golden.array("output")), 1e-6);
  }

  private static Layer adapted(Layer layer, Dataset data) {
    return layer instanceof IntegerLookup lookup
        ? lookup.adapt(data)
        : ((Discretization) layer).adapt(data);
  }

  private static Input input(String name, DType type, FloatNdArray batch) {
    Shape sample = batch.shape().tail();
    return Input.of(new Spec(sample, type)).named(name);
  }
}
