package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.serving.Answers;
import org.cornu.serving.LoadedModel;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Layers that have adapted in Keras: what they know lies in several places of a file. */
class VocabulariesTest {

  @TempDir private Path folder;

  @Test
  @Tag("python")
  void whatKerasHasAdaptedAnswersAlike() throws Exception {
    Script.run("make_vocabularies.py", Map.of(), folder);
    JsonNode all = JsonMapper.shared().readTree(Files.readString(folder.resolve("answers.json")));
    assertThat(all.size()).isEqualTo(15);
    for (Map.Entry<String, JsonNode> each : all.properties()) {
      Path file = folder.resolve(each.getKey() + ".keras");
      KerasModel read = ModelFile.read(file, KerasClasses.BUILT_IN);
      float[] expected = Golden.floats(each.getValue().required("answers"));
      JsonNode samples = each.getValue().required("samples");
      assertNear(each.getKey(), answers(read, samples), expected, 1e-6);
      // As Cornu writes it, vocabulary and all.
      Path again = folder.resolve(each.getKey() + "_again.keras");
      KerasArchive.write(read, KerasClasses.BUILT_IN, again);
      KerasModel anew = ModelFile.read(again, KerasClasses.BUILT_IN);
      assertNear(each.getKey(), answers(anew, samples), expected, 1e-6);
    }
  }

  private static Part part(DType type, JsonNode samples, int size) {
    if (type == DType.STRING) {
      String[] words = samples.valueStream().map(JsonNode::stringValue).toArray(String[]::new);
      return Part.strings("x", words, size);
    }
    return type == DType.FLOAT32
        ? Part.floats("x", Golden.floats(samples), size)
        : Part.longs("x", samples.valueStream().mapToLong(JsonNode::longValue).toArray(), size);
  }

  private static float[] answers(KerasModel model, JsonNode samples) {
    Spec input = model.net().input().spec();
    Part part = part(input.dtype(), samples, (int) input.shape().size());
    try (LoadedModel loaded = LoadedModel.of(model.net(), model.weights())) {
      float[][] rows = Answers.of(loaded, Dataset.of(part)).get(0);
      float[] all = new float[rows.length * rows[0].length];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
      }
      return all;
    }
  }
}
