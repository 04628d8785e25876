package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.activation;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.adamW;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.cosineDecay;
import static org.cornu.schedules.Schedules.exponentialDecay;
import static org.cornu.schedules.Schedules.polynomialDecay;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.activations.KerasActivation;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.history.Evaluation;
import org.cornu.optimizers.Optimizer;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One training in two languages: Java begins it, Python goes on with it, Java ends it. */
@Tag("python")
class KerasInPythonTest {

  private static final int TEST_SAMPLES = 10_000;
  private static final Fit EPOCH = Fit.epochs(1).batchSize(128).noShuffle();

  @TempDir private Path folder;
  private final Mnist mnist = Mnist.load();

  @ParameterizedTest
  @CsvSource({"tensorflow, 6000", "jax, 6000"})
  void modelOneGoesToKerasAndBack(String backend, int samples) throws Exception {
    Path ours = folder.resolve("ours.keras");
    Path theirs = folder.resolve("theirs.keras");
    Dataset train = mnist.train().take(samples);
    Dataset test = mnist.test().take(TEST_SAMPLES);
    Evaluation written;
    try (Model model = compile(MnistCnns.model1().seed(1), adam())) {
      model.fit(train, EPOCH);
      written = model.evaluate(test);
      model.save(ours);
    }
    JsonNode keras = keras(backend, ours, theirs, samples, 0, 128);
    assertThat(keras.get("backend").stringValue()).isEqualTo(backend);
    assertSame(written, keras.get("before"));
    try (Model model = Model.load(theirs)) {
      assertSame(model.evaluate(test), keras.get("after"));
      double loss = model.fit(train, EPOCH).last().logs().get("loss");
      assertThat(loss).isLessThan(keras.get("after").get(0).doubleValue());
    }
  }

  static Stream<Arguments> trainings() {
    return Stream.of(
        arguments("tensorflow", adam(0.01)),
        arguments("tensorflow", sgd(0.05)),
        arguments("tensorflow", sgd(0.05).momentum(0.9)),
        arguments("tensorflow", sgd(0.05).nesterov(0.9)),
        arguments("tensorflow", adam(0.01).amsgrad(true).beta2(0.5).clipNorm(0.3)),
        arguments(
            "tensorflow",
            adamW(exponentialDecay(0.01, 8, 0.5)).weightDecay(0.2).globalClipNorm(0.5)),
        arguments("tensorflow", adam(polynomialDecay(0.01, 7).cycle(true)).weightDecay(0.1)),
        arguments(
            "tensorflow", sgd(cosineDecay(0, 12).warmup(0.1, 5)).momentum(0.9).clipValue(0.01)),
        arguments("jax", adam(0.01)),
        arguments("jax", sgd(0.05).momentum(0.9)));
  }

  /**
   * The optimizer's state goes both ways if ten steps of Java, ten of Keras and ten of Java end
   * where Java's thirty end.
   */
  @ParameterizedTest
  @MethodSource("trainings")
  void stepsOfBothEndWhereStepsOfOneEnd(String backend, Optimizer optimizer) throws Exception {
    Sequential net =
        Sequential.of(
                input(28, 28, 1),
                maxPooling2d(2),
                // No bias: before a normalization its gradient is rounding, which Adam blows up.
                conv2d(4, 3).strides(2).noBias(),
                batchNormalization(),
                activation(KerasActivation.TANH),
                batchNormalization().frozen(),
                flatten(),
                dense(12).named("kept").frozen(),
                dense(10).softmax())
            .seed(2);
    int steps = 10;
    int samples = 32 * steps;
    Fit epoch = EPOCH.batchSize(32);
    Path ours = folder.resolve("ours.keras");
    Path theirs = folder.resolve("theirs.keras");
    try (Model both = compile(net, optimizer);
        Model alone = compile(net, optimizer)) {
      both.fit(mnist.train().take(samples), epoch);
      both.save(ours);
      alone.fit(mnist.train().take(2 * samples), epoch);
      JsonNode keras = keras(backend, ours, theirs, samples, samples, 32);
      assertThat(keras.get("steps").intValue()).isEqualTo(2 * steps);
      try (Model back = Model.load(theirs)) {
        assertNear(back.weights(), alone.weights(), 1e-5);
        Dataset rest = mnist.train().range(2 * samples, 3 * samples);
        back.fit(rest, epoch);
        alone.fit(rest, epoch);
        assertNear(back.weights(), alone.weights(), 1e-5);
        assertThat(back.weights().get("kept/kernel")).isEqualTo(both.weights().get("kept/kernel"));
      }
    }
  }

  private static Model compile(Sequential net, Optimizer optimizer) {
    return net.compile(optimizer, categoricalCrossentropy(), accuracy());
  }

  private static void assertSame(Evaluation ours, JsonNode keras) {
    assertThat(ours.loss()).isCloseTo(keras.get(0).doubleValue(), within(1e-5));
    assertThat(ours.accuracy()).isCloseTo(keras.get(1).doubleValue(), within(1e-6));
  }

  private static JsonNode keras(
      String backend, Path in, Path out, int samples, int skip, int batchSize) throws Exception {
    String printed =
        Script.run(
            "continue_training.py",
            Map.of("KERAS_BACKEND", backend, "PYTHONWARNINGS", "ignore"),
            in,
            out,
            "--samples",
            samples,
            "--skip",
            skip,
            "--batch-size",
            batchSize,
            "--test-samples",
            TEST_SAMPLES);
    List<String> lines = printed.lines().toList();
    return JsonMapper.shared().readTree(lines.get(lines.size() - 1));
  }
}
