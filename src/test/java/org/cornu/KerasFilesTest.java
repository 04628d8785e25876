package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that Keras wrote just now, of many kinds: opened, opened to predict, or refused. */
@Tag("python")
class KerasFilesTest {

  private static final int[] IMAGE = {8, 8, 2};

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tensorflow", "jax"})
  void eachIsOpenedOrRefusedAsExpected(String backend) throws Exception {
    Script.run("make_keras_files.py", Map.of("KERAS_BACKEND", backend), folder);
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
    float[] samples = floats(expected.required("x"));
    Dataset x = Dataset.of(samples, IMAGE);
    Dataset labelled = Dataset.of(samples, IMAGE, rows(expected.required("y")));
    assertThat(expected.required("cases").size()).isGreaterThan(15);
    for (Map.Entry<String, JsonNode> each : expected.required("cases").properties()) {
      Path file = folder.resolve(each.getKey() + ".keras");
      JsonNode keras = each.getValue();
      switch (keras.required("expected").stringValue()) {
        case "opens" -> {
          predicts(file, x, keras);
          opens(file, labelled, keras);
        }
        case "predicts" -> {
          predicts(file, x, keras);
          refusesToTrain(file, x, keras);
        }
        default -> refused(file, keras.required("expected").stringValue());
      }
    }
    JsonNode cases = expected.required("cases");
    weightsOfANestedModel(x, cases.required("nested").required("answers"));
    if (Files.exists(folder.resolve("plain"))) {
      predicts(folder.resolve("plain"), x, cases.required("plain"));
      opens(folder.resolve("plain"), labelled, cases.required("plain"));
    }
  }

  private void weightsOfANestedModel(Dataset x, JsonNode answers) throws IOException {
    Sequential net = Sequential.load(folder.resolve("nested.keras"));
    Path weights = folder.resolve("nested.weights.h5");
    try (Model model = net.compile(sgd(), meanSquaredError())) {
      model.loadWeights(weights);
      assertAnswers(weights, model.predict(x), answers);
    }
  }

  /** It has the same loss, and takes the same next step. */
  private static void opens(Path file, Dataset labelled, JsonNode keras) throws IOException {
    try (Model model = Model.load(file)) {
      assertAnswers(file, model.predict(labelled), keras.required("answers"));
      assertThat(model.evaluate(labelled).loss())
          .as("%s, loss", file.getFileName())
          .isCloseTo(keras.required("loss").doubleValue(), within(1e-5));
      if (keras.has("stepped")) {
        model.fit(labelled, Fit.epochs(1).noShuffle());
        assertAnswers(file, model.predict(labelled), keras.get("stepped"));
      }
    }
  }

  private static void predicts(Path file, Dataset x, JsonNode keras) throws IOException {
    try (Predictor predictor = Predictor.load(file)) {
      assertAnswers(file, predictor.predict(x), keras.required("answers"));
    }
  }

  /** It says why, and what to do instead, which works. */
  private static void refusesToTrain(Path file, Dataset x, JsonNode keras) throws IOException {
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "Predictor.load", "Sequential.load");
    try (Model model = Sequential.load(file).compile(sgd(), meanSquaredError())) {
      model.loadWeights(file);
      assertAnswers(file, model.predict(x), keras.required("answers"));
    }
  }

  private static void refused(Path file, String words) {
    assertThatThrownBy(() -> Predictor.load(file))
        .as(file.toString())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), words);
  }

  private static void assertAnswers(Path file, float[][] rows, JsonNode keras) {
    float[] answers = floats(keras);
    int width = rows[0].length;
    for (int i = 0; i < answers.length; i++) {
      assertThat(rows[i / width][i % width])
          .as("%s, answer %d", file.getFileName(), i)
          .isCloseTo(answers[i], within(1e-5f));
    }
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  private static float[][] rows(JsonNode array) {
    float[][] rows = new float[array.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = floats(array.get(i));
    }
    return rows;
  }
}
