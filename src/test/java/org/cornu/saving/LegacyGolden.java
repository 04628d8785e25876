package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.cornu.Model;
import org.cornu.data.Dataset;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.history.Epoch;
import org.cornu.net.NetWeight;
import org.cornu.train.Fit;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that {@code src/test/python/generate_legacy.py} made by a real Keras, and what that Keras
 * makes of it.
 *
 * @param file unpacked
 * @param keras its predictions, and what training on gives
 */
record LegacyGolden(Path file, JsonNode keras) {

  static LegacyGolden of(String name, Path folder) throws IOException {
    boolean isArchive = LegacyGolden.class.getResource("legacy/" + name + ".keras.gz") != null;
    String end = isArchive ? ".keras" : ".h5";
    Path file = folder.resolve(name + end);
    try (InputStream packed = stream(name + end + ".gz");
        InputStream json = stream(name + ".json")) {
      Files.copy(new GZIPInputStream(packed), file);
      return new LegacyGolden(file, new JsonMapper().readTree(json));
    }
  }

  private static InputStream stream(String name) {
    return LegacyGolden.class.getResourceAsStream("legacy/" + name);
  }

  void assertPredictions(float[][] predictions) {
    float[] expected = Golden.floats(keras.required("predictions"));
    for (int i = 0; i < expected.length; i++) {
      assertThat(predictions[i / 3][i % 3])
          .as("sample %d, class %d", i / 3, i % 3)
          .isCloseTo(expected[i], within(1e-5f));
    }
  }

  /** One more step of training is Keras's. */
  void assertGoesOn(Dataset labelled) throws IOException {
    KerasModel stored = ModelFile.read(file, KerasClasses.BUILT_IN);
    assertThat(stored.problem()).isEmpty();
    assertThat(stored.compiled().orElseThrow().state()).isPresent();
    try (Model model = Model.load(file)) {
      Epoch epoch = model.fit(labelled, Fit.epochs(1).batchSize(8).noShuffle()).last();
      assertThat(epoch.logs().get("loss"))
          .isCloseTo(keras.required("loss").doubleValue(), within(1e-5));
      Map<String, FloatNdArray> weights = model.weights();
      List<float[]> expected =
          StreamSupport.stream(keras.required("trained").spliterator(), false)
              .map(Golden::floats)
              .toList();
      List<String> trained =
          stored.net().weights().stream()
              .filter(NetWeight::trainable)
              .map(NetWeight::path)
              .toList();
      assertThat(expected).hasSameSizeAs(trained);
      for (int i = 0; i < trained.size(); i++) {
        String path = trained.get(i);
        Tensors.assertNear(path, Tensors.floats(weights.get(path)), expected.get(i), 1e-5);
      }
    }
  }
}
