package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model of Keras's of 4.4 GB, two weights of 2.2 GB: read, written, and read by Keras. */
@Tag("nightly")
@Tag("python")
class LargeModelTest {

  @TempDir private Path folder;

  private JsonNode answers() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("large.json")));
  }

  private void assertAnswers(Answering model) throws IOException {
    int[] ids = new int[9];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = answers().required("x").get(i / 3).get(i % 3).intValue();
    }
    float[][] given = model.predict(Dataset.of(Part.ints("ids", ids, 3)));
    for (int i = 0; i < 6; i++) {
      assertThat(given[i / 2][i % 2])
          .isCloseTo(answers().required("y").get(i / 2).get(i % 2).floatValue(), within(1e-3f));
    }
  }

  private void assertAnswers(Path file) throws IOException {
    try (Predictor predictor = Predictor.load(file)) {
      assertAnswers(predictor);
    }
  }

  @Test
  void eachKindOfFileIsReadAndWritten() throws Exception {
    Path archive = folder.resolve("large.keras");
    Path weights = folder.resolve("large.weights.h5");
    Path legacy = folder.resolve("large.h5");
    Script.run("make_large_model.py", Map.of(), archive, weights, legacy);
    assertAnswers(legacy);
    Files.delete(legacy);
    try (Model model = Model.load(archive)) {
      model.loadWeights(weights);
      assertAnswers(model);
      Files.delete(weights);
      model.saveWeights(weights);
      model.save(archive);
      model.export(folder.resolve("saved"));
      model.loadWeights(weights);
      assertAnswers(model);
    }
    Files.delete(weights);
    assertAnswers(folder.resolve("saved"));
    assertAnswers(archive);
    Script.run("make_large_model.py", Map.of(), "check", archive);
  }
}
