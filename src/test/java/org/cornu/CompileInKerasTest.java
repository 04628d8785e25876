package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.categoricalAccuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.schedules.Schedules.piecewiseConstantDecay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.cornu.layers.Dense;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.optimizers.Optimizer;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Cornu compiled, Keras measures and trains as it is, and Cornu takes back. */
@Tag("python")
class CompileInKerasTest {

  private static final float[][] X = {{1, 2}, {-1, .5f}, {.25f, -2}, {3, 1}, {-2, -1}, {.5f, .5f}};
  private static final int[] CLASSES = {0, 1, 2, 1, 0, 2};
  private static final int[] ANSWERS = {0, 1, 1, 0, 1, 0};
  private static final float[][] ONE_HOT = {
    {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}
  };
  private static final float[][] QUESTIONS = {
    {1, 0, 1}, {0, 1, 1}, {0, 0, 0}, {1, 1, 0}, {1, 1, 1}, {0, 0, 1}
  };
  private static final float[][] NUMBERS = {{1}, {-2}, {.5f}, {0}, {3}, {1}};

  @TempDir private Path folder;
  private final Map<String, Object> labels = new LinkedHashMap<>();

  private void save(
      String name, Dense last, Object truth, Optimizer optimizer, Loss loss, Metric... metrics)
      throws Exception {
    Sequential net = Sequential.of(input(2), dense(4).tanh(), last).seed(3);
    try (Model model = net.compile(optimizer, loss, metrics)) {
      model.fit(data(truth), Fit.epochs(1));
      if (name.equals("at rest")) {
        model.learningRate(0);
      }
      model.save(folder.resolve(name + ".keras"));
    }
    labels.put(name, truth);
  }

  private static Dataset data(Object truth) {
    float[] x = new float[2 * X.length];
    for (int i = 0; i < X.length; i++) {
      System.arraycopy(X[i], 0, x, 2 * i, 2);
    }
    int[] shape = {2};
    return truth instanceof int[] classes
        ? Dataset.of(x, shape, classes)
        : Dataset.of(x, shape, (float[][]) truth);
  }

  @Test
  void kerasMeasuresAndTrainsWhatCornuCompiled() throws Exception {
    Dense softmax = dense(3).softmax();
    Metric[] ofClasses = {accuracy(), categoricalAccuracy(), topKCategoricalAccuracy(2)};
    Metric[] named = {categoricalAccuracy().named("right"), topKCategoricalAccuracy(1)};
    save("one-hot", softmax, ONE_HOT, adam(.1), categoricalCrossentropy(), ofClasses);
    save("classes", softmax, CLASSES, adam(.1), sparseCategoricalCrossentropy(), ofClasses);
    save("names", softmax, CLASSES, sgd(.1), sparseCategoricalCrossentropy(), named);
    save("smooth", softmax, ONE_HOT, sgd(.1), categoricalCrossentropy().labelSmoothing(.2), named);
    save("logits", dense(3), ONE_HOT, sgd(.1), categoricalCrossentropy().fromLogits(), ofClasses);
    Loss sparse = sparseCategoricalCrossentropy().fromLogits();
    save("logits of classes", dense(3), CLASSES, sgd(.1), sparse, ofClasses);
    Metric[] ofAnswers = {accuracy(), binaryAccuracy().threshold(.3)};
    Dense sigmoid = dense(1).sigmoid();
    save("answers", sigmoid, ANSWERS, sgd(.1), binaryCrossentropy(), ofAnswers);
    Loss binary = binaryCrossentropy().fromLogits();
    save("logits of answers", dense(1), ANSWERS, sgd(.1), binary, binaryAccuracy().threshold(0));
    Dense sigmoids = dense(3).sigmoid();
    save("questions", sigmoids, QUESTIONS, sgd(.1), binaryCrossentropy(), ofAnswers);
    save("numbers", dense(1), NUMBERS, sgd(.1).momentum(.9), meanSquaredError());
    save("at rest", softmax, CLASSES, adam(.1), sparseCategoricalCrossentropy(), ofClasses);
    Optimizer late = sgd(piecewiseConstantDecay(new long[] {1, 3_000_000_000L}, .2, .1, .01));
    save("late", softmax, CLASSES, late, sparseCategoricalCrossentropy());

    Map<String, Path> kept = new LinkedHashMap<>();
    for (String name : labels.keySet()) {
      Path copy = Files.createDirectories(folder.resolve("kept")).resolve(name + ".keras");
      kept.put(name, Files.copy(folder.resolve(name + ".keras"), copy));
    }
    JsonNode keras = keras("tensorflow");
    for (Map.Entry<String, Path> each : kept.entrySet()) {
      Dataset data = data(labels.get(each.getKey()));
      JsonNode theirs = keras.required(each.getKey());
      assertThat(theirs.required("steps").intValue()).as(each.getKey()).isEqualTo(2);
      try (Model ours = Model.load(each.getValue());
          Model back = Model.load(folder.resolve(each.getKey() + ".keras"))) {
        assertSame(each.getKey(), ours.evaluate(data), theirs.required("before"));
        ours.fit(data, Fit.epochs(1).batchSize(X.length).noShuffle());
        assertSame(each.getKey(), ours.evaluate(data), theirs.required("after"));
        assertSame(each.getKey(), back.evaluate(data), theirs.required("after"));
        assertThat(back.learningRate()).isEqualTo(ours.learningRate());
      }
    }
  }

  /** Of the other activation Keras on TensorFlow takes the logits, which are not this loss's. */
  @ParameterizedTest
  @CsvSource({"jax, true", "tensorflow, false"})
  void crossentropyTakesTheOutputThatThereIs(String backend, boolean same) throws Exception {
    save("binary", dense(3).softmax(), QUESTIONS, sgd(.1), binaryCrossentropy());
    save("categorical", dense(3).sigmoid(), ONE_HOT, sgd(.1), categoricalCrossentropy());
    save("sparse", dense(3).sigmoid(), CLASSES, sgd(.1), sparseCategoricalCrossentropy());
    Map<String, Double> ours = new LinkedHashMap<>();
    for (String name : labels.keySet()) {
      try (Model model = Model.load(folder.resolve(name + ".keras"))) {
        ours.put(name, model.evaluate(data(labels.get(name))).loss());
      }
    }
    JsonNode keras = keras(backend);
    ours.forEach(
        (name, loss) -> {
          double theirs = keras.required(name).required("before").required("loss").doubleValue();
          assertThat(Math.abs(loss - theirs) < 1e-5)
              .as("%s: %s, %s", name, loss, theirs)
              .isEqualTo(same);
        });
  }

  private JsonNode keras(String backend) throws Exception {
    JsonMapper json = JsonMapper.shared();
    Files.writeString(
        folder.resolve("data.json"), json.writeValueAsString(Map.of("x", X, "labels", labels)));
    Script.run("train_keras_files.py", Map.of("KERAS_BACKEND", backend), folder);
    return json.readTree(Files.readString(folder.resolve("trained.json")));
  }

  private static void assertSame(String name, Evaluation ours, JsonNode keras) {
    Map<String, Double> figures = new LinkedHashMap<>(ours.metrics());
    figures.put("loss", ours.loss());
    assertThat(figures).as(name).hasSize(keras.size());
    figures.forEach(
        (figure, value) ->
            assertThat(value)
                .as("%s, %s", name, figure)
                .isCloseTo(keras.required(figure).doubleValue(), within(1e-5)));
  }
}
