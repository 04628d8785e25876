package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.multiply;
import static org.cornu.layers.Layers.reversibleEmbedding;
import static org.cornu.layers.Layers.shared;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.cornu.net.NetRun;
import org.cornu.net.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;

/** A net that calls an embedding both ways, against Keras's numbers. */
class ReversibleEmbeddingTest {

  static Stream<Golden> embeddings() {
    return Golden.all("reversible_embedding");
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void givesKerassVectorsLogitsAndGradients(Golden golden) {
    ReversibleEmbedding embedding = (ReversibleEmbedding) Keras.layer(golden.at("keras"));
    Input tokens = input(5);
    Input factors = input(5, 4);
    Shared<Placed> words = shared(embedding.named("layer"));
    Value vectors = words.on(tokens);
    Value factored = multiply().on(vectors, new Source().named("source").on(factors));
    Value logits = words.as(embedding.reverse()).on(factored);
    List<FloatNdArray> read = List.of(golden.array("tokens"), golden.array("factors"));
    Map<String, FloatNdArray> weights = golden.named("layer/", "weights");
    weights.put("source/x", golden.array("factors"));
    Map<String, FloatNdArray> gradients = golden.named("layer/", "weight_gradients");
    gradients.put("source/x", golden.array("factors_gradient"));

    Net there = Net.of(List.of(tokens), List.of(vectors));
    assertNear(
        "vectors",
        NetRun.of(there, weights).inference(read.get(0)).output(),
        golden.array("vectors"),
        0);
    Net net = Net.of(List.of(tokens, factors), List.of(logits));
    for (Net each : List.of(net, NetRewrites.apply(net))) {
      NetRun.Outcome outcome = NetRun.of(each, weights).training(read, golden.array("cotangent"));
      assertNear("logits", outcome.output(), golden.array("output"), 1e-5);
      assertNear(outcome.gradients(), gradients, 1e-5);
    }
  }

  @Test
  void anotherLayerIsNoCallOfIt() {
    Shared<ReversibleEmbedding> words = shared(reversibleEmbedding(7, 4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> words.as(reversibleEmbedding(7, 5).reverse()))
        .withMessageContainingAll("needs its own layer", "got");
  }

  @Test
  void whatIsReversedNeedsVectors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reversibleEmbedding(7, 4).reverse().on(input(5, 3)))
        .withMessageContainingAll("needs floats (..., 4)", "got (5, 3)");
  }
}
