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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that Keras wrote just now, of many kinds: opened, opened to predict, or refused. */
@Tag("python")
class KerasFilesTest {

  @TempDir private Path folder;

  @Test
  void eachIsOpenedOrRefusedAsExpected() throws Exception {
    Script.run("make_keras_files.py", Map.of("KERAS_BACKEND", "tensorflow"), folder);
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
    Dataset x = Dataset.of(floats(expected.required("x")), new int[] {8, 8, 2});
    assertThat(expected.required("cases").size()).isGreaterThan(15);
    for (Map.Entry<String, JsonNode> each : expected.required("cases").properties()) {
      Path file = folder.resolve(each.getKey() + ".keras");
      JsonNode keras = each.getValue();
      switch (keras.required("expected").stringValue()) {
        case "opens" -> {
          predicts(file, x, keras);
          opens(file, x, keras);
        }
        case "predicts" -> {
          predicts(file, x, keras);
          refusesToTrain(file, x, keras);
        }
        default -> refused(file, keras.required("expected").stringValue());
      }
    }
  }

  private static void opens(Path file, Dataset x, JsonNode keras) throws IOException {
    try (Model model = Model.load(file)) {
      assertAnswers(file, model.predict(x), keras);
    }
  }

  private static void predicts(Path file, Dataset x, JsonNode keras) throws IOException {
    try (Predictor predictor = Predictor.load(file)) {
      assertAnswers(file, predictor.predict(x), keras);
    }
  }

  /** It says why, and what to do instead, which works. */
  private static void refusesToTrain(Path file, Dataset x, JsonNode keras) throws IOException {
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "Predictor.load", "Sequential.load");
    try (Model model = Sequential.load(file).compile(sgd(), meanSquaredError())) {
      model.loadWeights(file);
      assertAnswers(file, model.predict(x), keras);
    }
  }

  private static void refused(Path file, String words) {
    assertThatThrownBy(() -> Predictor.load(file))
        .as(file.toString())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), words);
  }

  private static void assertAnswers(Path file, float[][] rows, JsonNode keras) {
    float[] answers = floats(keras.required("answers"));
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
}
