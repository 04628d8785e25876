package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.activations.Activations.elu;
import static org.cornu.activations.Activations.gelu;
import static org.cornu.activations.Activations.hardSigmoid;
import static org.cornu.activations.Activations.leakyRelu;
import static org.cornu.activations.Activations.silu;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.tanh;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.activations.ActivationFunction;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.graph.DTypePolicy;
import org.cornu.history.History;
import org.cornu.ops.FastPath;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The fast paths give the plain path's numbers. */
class FastPathTest {

  private static final Dataset DATA = Mnist.load().train().take(320);
  private static final Fit FIT = Fit.epochs(1).batchSize(64).validationSplit(.2);

  @TempDir private Path folder;

  /** What a run comes to. */
  private record Outcome(
      History history, Map<String, float[]> weights, float[][] answers, double accuracy) {}

  @AfterEach
  void fastAgain() {
    System.clearProperty(FastPath.PLAIN);
  }

  static Stream<Sequential> nets() {
    return Stream.concat(
        MnistCnns.all().stream().limit(4),
        Stream.of(
            Sequential.of(
                    input(28, 28, 1),
                    conv2d(4, 3).strides(2),
                    tanh(),
                    maxPooling2d(3).strides(2).same(),
                    conv2d(6, 3).same().noBias().relu(),
                    maxPooling2d(2),
                    conv2d(3, 2).frozen(),
                    maxPooling2d(2),
                    flatten(),
                    dense(10).softmax())
                .named("odd"),
            Sequential.of(
                    input(28, 28, 1), maxPooling2d(2), relu(), conv2d(3, 3), flatten(), dense(10))
                .named("none")));
  }

  private static Outcome run(Sequential net, boolean adam) {
    try (Model model =
        net.seed(4)
            .compile(
                adam ? adam() : sgd(),
                categoricalCrossentropy(),
                accuracy(),
                topKCategoricalAccuracy(3))) {
      History history = model.fit(DATA, FIT);
      return new Outcome(
          history, Bits.weights(model), model.predict(DATA), model.evaluate(DATA).accuracy());
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void fourStepsAndTheAnswersAreThePlainOnes(Sequential net) {
    Outcome fast = run(net, false);
    System.setProperty(FastPath.PLAIN, "all");
    Outcome plain = run(net, false);
    Map<String, Double> logs = plain.history().epochs().get(0).logs();
    fast.history()
        .epochs()
        .get(0)
        .logs()
        .forEach(
            (name, value) -> assertThat(value).as(name).isCloseTo(logs.get(name), within(1e-6)));
    plain
        .weights()
        .forEach(
            (path, values) ->
                assertThat(apart(values, fast.weights().get(path))).as(path).isLessThan(1e-6f));
    for (int i = 0; i < DATA.size(); i++) {
      assertThat(apart(plain.answers()[i], fast.answers()[i])).isLessThan(2e-6f);
    }
    assertThat(fast.accuracy()).isEqualTo(plain.accuracy());
  }

  /** The bias is rounded on the plain path, and not on the fast one. */
  @Test
  void underMixedBfloat16TheyAreApartByRoundings() {
    Sequential net =
        Sequential.of(
                input(28, 28, 1),
                conv2d(16, 3).relu(),
                conv2d(16, 3).tanh(),
                maxPooling2d(2),
                flatten(),
                dense(10).softmax())
            .dtypePolicy(DTypePolicy.MIXED_BFLOAT16);
    Outcome fast = run(net, false);
    System.setProperty(FastPath.PLAIN, "all");
    Outcome plain = run(net, false);
    plain
        .weights()
        .forEach(
            (path, values) ->
                assertThat(apart(values, fast.weights().get(path))).as(path).isLessThan(2e-4f));
  }

  private static float apart(float[] some, float[] others) {
    assertThat(others).hasSameSizeAs(some);
    float apart = 0;
    for (int i = 0; i < some.length; i++) {
      apart = Math.max(apart, Math.abs(some[i] - others[i]));
    }
    return apart;
  }

  @ParameterizedTest
  @MethodSource("nets")
  void aStoredNetGivesThePlainAnswers(Sequential net) throws IOException {
    Path file = folder.resolve("net.keras");
    try (Model model = net.seed(4).compile(sgd(), categoricalCrossentropy())) {
      model.save(file);
    }
    float[][] fast = stored(file);
    System.setProperty(FastPath.PLAIN, "all");
    float[][] plain = stored(file);
    for (int i = 0; i < DATA.size(); i++) {
      assertThat(apart(plain[i], fast[i])).isLessThan(2e-6f);
    }
  }

  private static float[][] stored(Path file) throws IOException {
    try (Predictor predictor = Predictor.load(file)) {
      float[] alone = predictor.predict(DATA.sample(7));
      assertThat(apart(alone, predictor.predict(DATA.range(7, 8))[0])).isLessThan(2e-6f);
      return predictor.predict(DATA);
    }
  }

  /** An activation that falls somewhere is not moved behind the pooling. */
  @ParameterizedTest
  @MethodSource("activations")
  void noActivationMovesAnAnswer(ActivationFunction function) {
    Sequential net =
        Sequential.of(
            input(28, 28, 1),
            conv2d(4, 3).activation(function),
            maxPooling2d(2),
            conv2d(4, 3),
            activation(function),
            maxPooling2d(3),
            flatten(),
            dense(10));
    Outcome fast = run(net, false);
    System.setProperty(FastPath.PLAIN, "all");
    Outcome plain = run(net, false);
    for (int i = 0; i < DATA.size(); i++) {
      assertThat(apart(plain.answers()[i], fast.answers()[i])).isLessThan(2e-6f);
    }
  }

  static Stream<ActivationFunction> activations() {
    return Stream.of(silu(), gelu(), leakyRelu(0.3), elu(-0.5), elu(2), hardSigmoid(), new Falls());
  }

  /** A user's own, which says nothing of itself. */
  record Falls() implements ActivationFunction {

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
      return tf.math.neg(tf.math.tanh(x));
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void eachCanBeSwitchedOffAlone(Sequential net) {
    Outcome fast = run(net, true);
    for (FastPath path : List.of(FastPath.values())) {
      System.setProperty(FastPath.PLAIN, path.name().toLowerCase(Locale.ROOT));
      assertThat(path.on()).isFalse();
      assertThat(Stream.of(FastPath.values()).filter(FastPath::on))
          .hasSize(FastPath.values().length - 1);
      assertThat(run(net, true).accuracy()).isCloseTo(fast.accuracy(), within(.02));
    }
  }
}
