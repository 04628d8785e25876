package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.assertNear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.Spec;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import tools.jackson.databind.JsonNode;

/** Layers of several inputs against Keras's numbers, and the shapes that they take. */
class MergingGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> merging() {
    return Golden.all("merging");
  }

  /** Cornu's shapes are those of samples; in some cases batches differ. */
  static Stream<Golden> shapes() {
    return Golden.all("merge_shapes").filter(MergingGoldenTest::isOfSamples);
  }

  private static boolean isOfSamples(Golden golden) {
    return golden.at("inputs").valueStream().allMatch(shape -> shape.get(0).isNull());
  }

  @ParameterizedTest
  @MethodSource("merging")
  void givesKerassOutputAndGradients(Golden golden) {
    List<FloatNdArray> x = golden.arrays("inputs");
    Map<String, FloatNdArray> sources = new LinkedHashMap<>();
    Map<String, FloatNdArray> gradients = new LinkedHashMap<>();
    List<Input> inputs = new ArrayList<>();
    List<Value> read = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      String name = "source" + i;
      sources.put(name + "/x", x.get(i));
      gradients.put(name + "/x", golden.arrays("input_gradients").get(i));
      inputs.add(Input.of(Spec.floats(x.get(i).shape().tail())).named("x" + i));
      read.add(new Source().named(name).on(inputs.get(i)));
    }
    Layer layer = Keras.layer(golden.at("keras")).named("layer");
    Net net = Net.of(inputs, List.of(layer.on(read.toArray(Value[]::new))));

    NetRun.Outcome outcome = NetRun.of(net, sources).training(x, golden.array("cotangent"));

    assertNear("output", outcome.output(), golden.array("output"), TOLERANCE);
    assertNear(outcome.gradients(), gradients, TOLERANCE);
  }

  /**
   * Where Keras leaves a size open, Cornu may know it. Cornu merges nothing along the batch, of
   * which Keras says shapes too, though only Concatenate then computes it.
   */
  @ParameterizedTest
  @MethodSource("shapes")
  void takesTheShapesThatKerasTakes(Golden golden) {
    List<Spec> inputs = golden.at("inputs").valueStream().map(MergingGoldenTest::sample).toList();
    boolean isSaid = golden.at("output").isArray();
    boolean isComputed = golden.at("computed").isArray();
    boolean isAlongBatch =
        golden.name().contains("axis 0,") || golden.name().startsWith("Dot") && !isComputed;
    if (!isSaid && !isComputed || isAlongBatch) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Keras.layer(golden.at("keras")).outputs(inputs))
          .withMessageContainingAll("need", "got");
      return;
    }
    Shape expected = sample(golden.at(isSaid ? "output" : "computed")).shape();
    Shape shape = Keras.layer(golden.at("keras")).outputs(inputs).get(0).shape();
    assertThat(shape.isCompatibleWith(expected)).as("%s, needs %s", shape, expected).isTrue();
    for (int i = 0; i < expected.numDimensions(); i++) {
      if (expected.get(i) >= 0) {
        assertThat(shape.get(i)).isEqualTo(expected.get(i));
      }
    }
  }

  private static Spec sample(JsonNode batch) {
    long[] sizes = new long[batch.size() - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = batch.get(i + 1).isNull() ? Layers.ANY : batch.get(i + 1).longValue();
    }
    return Spec.floats(Shape.of(sizes));
  }
}
