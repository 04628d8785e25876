package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.cornu.testing.Log;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The many words in which Keras is told what to compile with: each is read, or named. */
@Tag("python")
class KerasCompileTest {

  private static final int FEATURES = 4;

  @TempDir private Path folder;

  @Test
  void eachIsReadWithKerassNumbersOrNamed() throws Exception {
    Script.run("make_compiled_files.py", Map.of("KERAS_BACKEND", "tensorflow"), folder);
    JsonNode all = JsonMapper.shared().readTree(Files.readString(folder.resolve("expected.json")));
    float[] x = floats(all.required("x"));
    assertThat(all.required("cases").size()).isGreaterThan(60);
    for (Map.Entry<String, JsonNode> each : all.required("cases").properties()) {
      JsonNode keras = each.getValue();
      JsonNode labels = all.required("labels").required(keras.required("labels").stringValue());
      Dataset data = data(x, labels);
      for (String format : new String[] {".keras", ".h5"}) {
        Path file = folder.resolve(each.getKey() + format);
        switch (keras.required("expected").stringValue()) {
          case "opens" -> opens(file, data, keras, 0);
          case "begins anew" -> opens(file, data, keras, 1);
          default -> refused(file, keras.required("expected").stringValue().split("\\|"));
        }
      }
    }
  }

  private static void opens(Path file, Dataset data, JsonNode keras, int warnings)
      throws IOException {
    try (Log log = new Log();
        Model model = Model.load(file)) {
      Evaluation ours = model.evaluate(data);
      Map<String, Double> figures = new LinkedHashMap<>(ours.metrics());
      figures.put("loss", ours.loss());
      Map<String, Double> theirs = figures(keras.required("evaluated"));
      assertThat(figures.keySet()).as(file.toString()).isEqualTo(theirs.keySet());
      theirs.forEach(
          (name, value) ->
              assertThat(figures.get(name))
                  .as("%s, %s", file, name)
                  .isCloseTo(value, within(1e-5)));
      assertThat(log.lines()).as(file.toString()).hasSize(warnings);
      log.lines().forEach(line -> assertThat(line).contains(file.toString(), "begins anew"));
    }
  }

  /** Keras logs accuracy under the word at hand, and two times if it was told so. */
  private static Map<String, Double> figures(JsonNode keras) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : keras.properties()) {
      boolean accuracy = each.getKey().matches("(?i)acc(uracy)?(_1)?");
      figures.put(accuracy ? "accuracy" : each.getKey(), each.getValue().doubleValue());
    }
    return figures;
  }

  /** To train; it predicts all the same. */
  private static void refused(Path file, String[] words) throws IOException {
    assertThatThrownBy(() -> Model.load(file))
        .as(file.toString())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Predictor.load")
        .hasMessageContainingAll(words);
    try (Predictor predictor = Predictor.load(file)) {
      assertThat(predictor.predict(new float[FEATURES])).isNotEmpty();
    }
    assertThat(Sequential.load(file).parameters()).isPositive();
  }

  private static Dataset data(float[] x, JsonNode labels) {
    int[] shape = {FEATURES};
    if (labels.get(0).isArray()) {
      float[][] rows = labels.valueStream().map(KerasCompileTest::floats).toArray(float[][]::new);
      return Dataset.of(x, shape, rows);
    }
    return Dataset.of(x, shape, labels.valueStream().mapToInt(JsonNode::intValue).toArray());
  }

  private static float[] floats(JsonNode array) {
    double[] values =
        array
            .valueStream()
            .flatMap(each -> each.isArray() ? each.valueStream() : Stream.of(each))
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    float[] floats = new float[values.length];
    IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
    return floats;
  }
}
