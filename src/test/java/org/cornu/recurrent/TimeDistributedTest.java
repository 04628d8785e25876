package org.cornu.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.distribute.Strategies.mirrored;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.gaussianNoise;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.recurrent.Recurrent.lstm;
import static org.cornu.recurrent.Recurrent.timeDistributed;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.Compilable;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Tensors;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What a layer of each step draws, and which masks it is told of. */
class TimeDistributedTest {

  static Stream<Layer> drawing() {
    return Stream.of(
        timeDistributed(timeDistributed(dropout(0.5))),
        timeDistributed(gaussianNoise(0.5)),
        timeDistributed(lstm(2).dropout(0.5)));
  }

  @ParameterizedTest
  @MethodSource("drawing")
  void drawsTheSameOnSeveralDevices(Layer layer) {
    Sequential net = Sequential.of(input(3, 2, 5), layer, flatten(), dense(1)).seed(1);

    Map<String, FloatNdArray> alone = trained(net);

    assertNear(trained(net.distribute(mirrored("CPU:0", "CPU:1"))), alone, 1e-6);
  }

  private static Map<String, FloatNdArray> trained(Compilable net) {
    FloatNdArray x = scattered(Shape.of(8, 3, 2, 5));
    FloatNdArray y = scattered(Shape.of(8, 1));
    Dataset data =
        Dataset.of(Part.floats("x", floats(x), 3, 2, 5))
            .withTargets(Part.floats("y", floats(y), 1));
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      model.fit(data, Fit.epochs(2).batchSize(4));
      return model.weights();
    }
  }

  /** Statistics are those of all steps that count, within the layer as without. */
  @Test
  void aMaskReachesTheLayerWithin() {
    FloatNdArray x = scattered(Shape.of(4, 5, 3));
    for (int step = 2; step < 5; step++) {
      x.set(Tensors.filled(Shape.of(3), 0), 1, step);
    }

    NetRun.Outcome within = training(timeDistributed(batchNormalization()), x);

    assertNear("output", within.output(), training(batchNormalization(), x).output(), 1e-6);
    assertThat(floats(within.output()))
        .isNotEqualTo(
            floats(
                NetRun.of(Net.chain(input(5, 3), List.of(batchNormalization())))
                    .training(x)
                    .output()));
  }

  /** Of a text's sentences, of which each has words. */
  @Test
  void whatFillsUpStepsAndStepsWithinThemDoesNotCount() {
    Layer words = timeDistributed(lstm(4));
    Net net = Net.chain(input(ANY, ANY, 3), List.of(masking(), words, lstm(2), dense(1)));
    FloatNdArray x = scattered(Shape.of(2, 3, 4, 3));
    FloatNdArray filled = Tensors.filled(Shape.of(2, 5, 6, 3), 0);
    for (int sample = 0; sample < 2; sample++) {
      for (int sentence = 0; sentence < 3; sentence++) {
        for (int word = 0; word < 4; word++) {
          filled.set(x.get(sample, sentence, word), sample, sentence, word);
        }
      }
    }

    NetRun run = NetRun.of(net);

    assertNear("output", run.inference(filled).output(), run.inference(x).output(), 1e-6);
  }

  private static NetRun.Outcome training(Layer layer, FloatNdArray x) {
    return NetRun.of(Net.chain(input(5, 3), List.of(masking(), layer))).training(x);
  }
}
