package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.preprocessing.Preprocessing.textVectorization;

import java.nio.file.Path;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.goldens.Golden;
import org.cornu.graph.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net that reads whole texts, asked over HTTP. */
class ServedTextsTest {

  @TempDir private Path folder;

  @Test
  void textsAreAnsweredInBothForms() throws Exception {
    Sequential net =
        Sequential.of(
                input(1).dtype(DType.STRING).named("review"),
                textVectorization("lovely", "größe", "film"),
                embedding(5, 3).maskZero(),
                globalAveragePooling1d(),
                dense(2))
            .seed(1);
    float[][] expected;
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      model.save(folder.resolve("file.keras"));
      model.export(folder.resolve("folder"));
      expected =
          model.predict(
              Dataset.of(Part.strings("review", new String[] {"A lovely film!", "größe"}, 1)));
    }
    try (Served served = Served.start(folder, Served.ANYWHERE)) {
      for (String model : new String[] {"file", "folder"}) {
        Served.Answer answer =
            served.predict(model, "{\"instances\": [[\"A lovely film!\"], [\"größe\"]]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (int i = 0; i < expected.length; i++) {
          float[] given = Golden.floats(answer.json().at("/predictions/" + i));
          assertNear(model, given, expected[i], 1e-6);
        }
      }
    }
  }
}
