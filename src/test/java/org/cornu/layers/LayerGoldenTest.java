package org.cornu.layers;

import static org.cornu.goldens.Tensors.assertNear;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.Spec;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.cornu.net.NetRun;
import org.cornu.net.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;

/** Each layer forward and backward against Keras's numbers. */
class LayerGoldenTest {

  private static final double TOLERANCE = 1e-5;

  /** The files of cases, a family each. */
  private static final List<String> FAMILIES =
      List.of(
          "layers", //
          "activations",
          "normalizations", //
          "denses",
          "preprocessing", //
          "spatial");

  static Stream<Golden> layers() {
    return FAMILIES.stream().flatMap(Golden::all);
  }

  /** Keras was not asked for masks: two libraries do not draw the same ones. */
  static Stream<Golden> layersWithGradients() {
    return layers().filter(golden -> golden.has("cotangent"));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void inferenceGivesKerassOutput(Golden golden) {
    Net net = net(golden, Keras.layer(golden.at("keras")).named("layer"));

    FloatNdArray output =
        NetRun.of(net, golden.named("layer/", "weights")).inference(golden.array("input")).output();

    assertNear("output", output, golden.array("output"), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("layersWithGradients")
  void trainingGivesKerassOutputGradientsAndUpdates(Golden golden) {
    checkTraining(golden, behindSource(golden));
  }

  @ParameterizedTest
  @MethodSource("layersWithGradients")
  void rewritesChangeNothing(Golden golden) {
    checkTraining(golden, NetRewrites.apply(behindSource(golden)));
  }

  private static void checkTraining(Golden golden, Net net) {
    Map<String, FloatNdArray> weights = golden.named("layer/", "weights");
    weights.put("source/x", golden.array("input"));
    Map<String, FloatNdArray> gradients = golden.named("layer/", "weight_gradients");
    gradients.put("source/x", golden.array("input_gradient"));

    NetRun.Outcome outcome =
        NetRun.of(net, weights).training(golden.array("input"), golden.array("cotangent"));

    String output = golden.has("train_output") ? "train_output" : "output";
    assertNear(output, outcome.output(), golden.array(output), TOLERANCE);
    assertNear(outcome.gradients(), gradients, TOLERANCE);
    assertNear(
        outcome.updates(),
        golden.has("updated_weights") ? golden.named("layer/", "updated_weights") : new HashMap<>(),
        TOLERANCE);
  }

  private static Net behindSource(Golden golden) {
    return net(
        golden, new Source().named("source"), Keras.layer(golden.at("keras")).named("layer"));
  }

  private static Net net(Golden golden, Layer... layers) {
    return Net.chain(Input.of(Spec.floats(golden.array("input").shape().tail())), List.of(layers));
  }
}
