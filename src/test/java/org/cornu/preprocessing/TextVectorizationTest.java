package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.stringLookup;
import static org.cornu.preprocessing.Preprocessing.textVectorization;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;
import tools.jackson.databind.JsonNode;

/** Whole texts, odd ones too, as Keras takes them apart and numbers them. */
class TextVectorizationTest {

  static Stream<Golden> texts() {
    return Golden.all("texts");
  }

  static Stream<Golden> adapting() {
    return Golden.all("text_adapting");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void numbersAndRowsAreKerass(Golden golden) {
    Part part = part(golden.at("input"));
    Net net = net(Keras.layer(golden.at("keras")), part);

    Spec given = net.spec(net.outputs().get(0));
    assertThat(given.dtype().kerasName()).isEqualTo(golden.text("output_dtype"));
    assertThat(given.shape().isCompatibleWith(golden.array("output").shape().tail())).isTrue();
    assertNear("output", TypedRun.of(net, part), floats(golden.array("output")), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("adapting")
  void dataAreAdaptedToAsByKeras(Golden golden) {
    Part part = part(golden.at("data"));
    TextVectorization layer =
        ((TextVectorization) Keras.layer(golden.at("keras"))).adapt(Dataset.of(part), "x");

    assertThat(layer.tokens())
        .isEqualTo(golden.at("vocabulary").valueStream().map(JsonNode::stringValue).toList());
    assertThat(layer.vocabularySize()).isEqualTo(layer.tokens().size());
    assertNear("output", TypedRun.of(net(layer, part), part), floats(golden.array("output")), 1e-6);
  }

  private static Part part(JsonNode texts) {
    String[] values =
        texts.required("data").valueStream().map(JsonNode::stringValue).toArray(String[]::new);
    int[] sizes =
        texts.required("shape").valueStream().skip(1).mapToInt(JsonNode::intValue).toArray();
    return Part.strings("x", values, sizes);
  }

  private static Net net(Layer layer, Part part) {
    long[] sizes = part.spec().shape().stream().mapToLong(Integer::longValue).toArray();
    Input texts = input(sizes).dtype(DType.STRING).named("x");
    return Net.of(List.of(texts), List.of(layer.on(texts)));
  }

  /** A standardization that Keras would have as a function. */
  private record NoTags() implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      return inputs;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Operand<? extends TType>> call(
        LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
      Operand<TString> texts = (Operand<TString>) inputs.get(0);
      return List.of(scope.tf().strings.staticRegexReplace(texts, "<[^>]*>", " "));
    }

    @Override
    public Config config() {
      return Config.EMPTY;
    }
  }

  @Test
  void aLayerBeforeItMayDoWhatKerasHasAFunctionFor() {
    Part part = Part.strings("x", new String[] {"a<br />b", "b"}, 1);
    Input texts = input(1).dtype(DType.STRING).named("x");
    Net net =
        Net.of(List.of(texts), List.of(textVectorization("a", "b").on(new NoTags().on(texts))));
    assertThat(TypedRun.of(net, part)).containsExactly(2, 3, 3, 0);
  }

  @Test
  void whatItCannotReadIsSaid() {
    Part two = Part.strings("x", new String[] {"a b", "c"}, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net(textVectorization("a"), two))
        .withMessageContainingAll("needs samples of one text, (1,)", "got (2,)", "split(NONE)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> textVectorization().adapt(Dataset.of(two)))
        .withMessageContaining("needs samples of one text");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                textVectorization("a")
                    .split(TextSplit.NONE)
                    .outputs(List.of(new Spec(Shape.of(2, 3), DType.STRING))))
        .withMessageContaining("needs samples of one axis, tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net(textVectorization().split(TextSplit.NONE), two))
        .withMessageContaining("needs a vocabulary: adapt(data) finds one");
    Part numbers = Part.ints("x", new int[] {1, 2}, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> textVectorization("a").outputs(List.of(Spec.floats(Shape.of(1)))))
        .withMessageContaining("needs string");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> textVectorization().adapt(Dataset.of(numbers)))
        .withMessageContaining("needs an input of texts");
  }

  @Test
  void optionsThatExcludeEachOtherAreRefused() {
    TextVectorization layer = textVectorization("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputMode(OutputMode.ONE_HOT))
        .withMessageContainingAll("MULTI_HOT", "got ONE_HOT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputMode(OutputMode.COUNT).outputSequenceLength(3))
        .withMessageContaining("with the mode INT alone, got 3 with COUNT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputSequenceLength(0))
        .withMessageContaining("a sequence length of 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.ngrams(0))
        .withMessageContaining("ngrams of up to 1 piece or more, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.ngramsOf(2, 0))
        .withMessageContaining("got [2, 0]");
    StringLookup inverted = stringLookup("a").invert();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TextVectorization(layer.tokenization(), OptionalInt.empty(), inverted))
        .withMessageContaining("needs a lookup of tokens");
  }

  @Test
  void aFunctionOfPythonsIsRefusedInWords() {
    Config function = Config.of("class_name", "function").with("config", "my_split");
    for (String key : List.of("standardize", "split")) {
      assertThatThrownBy(() -> TextVectorization.from(Config.of("ngrams", 2).with(key, function)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll(key, "a function of Python's does not run here", "my_split");
    }
    for (Map.Entry<String, Object> each :
        Map.<String, Object>of("ragged", true, "sparse", true, "encoding", "latin-1").entrySet()) {
      Config config = Config.of(each.getKey(), each.getValue());
      TextVectorization.from(config);
      assertThatThrownBy(config::requireAllRead).hasMessageContaining(each.getKey());
    }
  }
}
