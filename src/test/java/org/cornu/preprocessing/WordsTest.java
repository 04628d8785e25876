package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.hashing;
import static org.cornu.preprocessing.Preprocessing.stringLookup;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Texts on their way into a net, and what layers make of them, as Keras does. */
class WordsTest {

  static Stream<Golden> words() {
    return Golden.all("words").filter(golden -> golden.has("input"));
  }

  static Stream<Golden> adapting() {
    return Golden.all("word_adapting");
  }

  @ParameterizedTest
  @MethodSource("words")
  void numbersAndRowsAreKerass(Golden golden) {
    Part part = part(golden.at("input"));
    Net net = net(Keras.layer(golden.at("keras")), part);

    Spec given = net.spec(net.outputs().get(0));
    assertThat(given.dtype().kerasName()).isEqualTo(golden.text("output_dtype"));
    assertThat(given.shape()).isEqualTo(golden.array("output").shape().tail());
    assertNear("output", TypedRun.of(net, part), floats(golden.array("output")), 1e-6);
  }

  @Test
  void numbersBecomeTheWordsThatKerasGives() {
    Golden golden =
        Golden.all("words").filter(each -> each.has("hashes")).findFirst().orElseThrow();
    Input numbers = input(3).dtype(DType.INT64).named("x");
    Layer lookup = Keras.layer(golden.at("keras"));
    Net net = Net.of(List.of(numbers), List.of(hashing(1000).on(lookup.on(numbers))));
    Part part = TypedRun.part("x", DType.INT64, golden.array("numbers"));

    assertNear("hashes", TypedRun.of(net, part), floats(golden.array("hashes")), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("adapting")
  void dataAreAdaptedToAsByKeras(Golden golden) {
    Part part = part(golden.at("data"));
    StringLookup layer =
        ((StringLookup) Keras.layer(golden.at("keras"))).adapt(Dataset.of(part), "x");

    assertThat(layer.vocabulary().tokens())
        .isEqualTo(golden.at("vocabulary").valueStream().map(JsonNode::stringValue).toList());
    assertNear("output", TypedRun.of(net(layer, part), part), floats(golden.array("output")), 1e-6);
  }

  private static Part part(JsonNode texts) {
    String[] values =
        texts.required("data").valueStream().map(JsonNode::stringValue).toArray(String[]::new);
    return Part.strings("x", values, texts.required("shape").get(1).intValue());
  }

  private static Net net(Layer layer, Part part) {
    Input words = input(part.spec().shape().get(0)).dtype(DType.STRING).named("x");
    return Net.of(List.of(words), List.of(layer.on(words)));
  }

  @Test
  void textsAndNumbersAreNotTakenForOneAnother() {
    Part words = Part.strings("x", new String[] {"a", "b"}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TypedRun.of(numbers(), words))
        .withMessageContainingAll("needs int64", "got x string (1,)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net(Preprocessing.integerLookup(1), words))
        .withMessageContainingAll("needs int32 or int64", "got (1,) string");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TypedRun.of(net(stringLookup("a").invert().invert(), words), words))
        .withMessageContainingAll("needs int32 or int64");
  }

  private static Net numbers() {
    Input ids = input(1).dtype(DType.INT64).named("x");
    return Net.of(List.of(ids), List.of(hashing(3).on(ids)));
  }

  @Test
  void aWordThatMayNotBeThereIsAnError() {
    Part words = Part.strings("x", new String[] {"a", "sky"}, 1);
    assertThatThrownBy(() -> TypedRun.of(net(stringLookup("a").oovIndices(0), words), words))
        .hasMessageContaining("without numbers for tokens beyond its vocabulary");
  }

  @Test
  void wordsAreKeptOnceAndInTheirOrder() {
    Part part = Part.strings("x", new String[] {"b", "a", "b", "a"}, 2);

    assertThat(part.spec().words()).containsExactly("b", "a");
    assertThat(part.size()).isEqualTo(2);
    int[] rows = {1, 0};
    Dataset data = Dataset.of(part, Part.ints("y", new int[] {1, 2}));
    var buffers = Buffers.of(data.parts(), 2);
    data.range(0, 2).read(rows, 0, 2, buffers);
    int[] numbers = new int[4];
    buffers.ints("x").get(numbers);
    assertThat(Arrays.stream(numbers)).containsExactly(0, 1, 0, 1);
  }
}
