package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.preprocessing.Preprocessing.textVectorization;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.data.Split;
import org.cornu.goldens.Golden;
import org.cornu.graph.DType;
import org.cornu.layers.Input;
import org.cornu.preprocessing.OutputMode;
import org.cornu.preprocessing.TextVectorization;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nets that read whole texts: trained, asked, saved, exported, and asked in Python. */
class TextTest {

  private static final String[] GOOD = {"Great", "lovely", "wonderful", "größartig"};
  private static final String[] BAD = {"Awful", "boring", "dreadful", "öde"};
  private static final String[] REST = {"the", "film", "was", "and", "it", "seats", "were", "an"};
  private static final String[] ODD = {
    "great, lovely film!", "AWFUL; boring...", "unheard-of words 🦊", "öde Öde", "", "  "
  };

  /** Those of which there is a mean. */
  private static final int WITH_WORDS = 4;

  @TempDir private Path folder;

  /** Reviews of 1 to 25 words, of which some say what is thought. */
  private static Dataset reviews(int size) {
    Random random = new Random(5);
    String[] texts = new String[size];
    float[] good = new float[size];
    for (int i = 0; i < size; i++) {
      good[i] = i % 2;
      String[] words = good[i] == 1 ? GOOD : BAD;
      StringBuilder text = new StringBuilder(words[random.nextInt(words.length)]);
      for (int rest = random.nextInt(25); rest > 0; rest--) {
        String[] from = random.nextInt(4) == 0 ? words : REST;
        text.append(random.nextInt(6) == 0 ? ", " : " ").append(from[random.nextInt(from.length)]);
      }
      texts[i] = text.append(random.nextBoolean() ? "." : "!").toString();
    }
    return Dataset.of(Part.strings("review", texts, 1)).withTargets(Part.floats("good", good, 1));
  }

  private static Input text() {
    return input(1).dtype(DType.STRING).named("review");
  }

  private static Compilable net(String kind, Dataset data) {
    TextVectorization words = textVectorization().maxTokens(30).adapt(data);
    if (kind.equals("sequence")) {
      return Sequential.of(
              text(),
              words,
              embedding(words.vocabularySize(), 8).maskZero(),
              globalAveragePooling1d(),
              dense(1).sigmoid())
          .seed(1);
    }
    Input text = text();
    TextVectorization weighed =
        textVectorization().outputMode(OutputMode.TF_IDF).ngrams(2).adapt(data);
    return Functional.of(text, text.then(weighed, dense(1).sigmoid())).seed(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequence", "tf_idf"})
  @Tag("python")
  void aNetLearnsWhatReviewsThink(String kind) throws Exception {
    Split parts = reviews(200).split(0.2);
    String[] asked = kind.equals("sequence") ? Arrays.copyOf(ODD, WITH_WORDS) : ODD;
    Dataset odd = Dataset.of(Part.strings("review", asked, 1));
    Path file = folder.resolve("reviews.keras");
    Path exported = folder.resolve("exported");
    float[][] expected;
    try (Model model =
        net(kind, parts.train()).compile(adam(0.02), binaryCrossentropy(), binaryAccuracy())) {
      model.fit(parts.train(), Fit.epochs(15).batchSize(16).validationData(parts.validation()));
      assertThat(model.evaluate(parts.validation()).metric("binary_accuracy")).isGreaterThan(0.95);
      expected = model.predict(odd);
      model.save(file);
      model.export(exported);
    }
    try (Model loaded = Model.load(file);
        Predictor predictor = Predictor.load(exported);
        Predictor ofFile = Predictor.load(file)) {
      assertThat(loaded.predict(odd)).isDeepEqualTo(expected);
      assertThat(predictor.predict(odd)).isDeepEqualTo(expected);
      assertThat(ofFile.predict(odd)).isDeepEqualTo(expected);
    }
    JsonNode answers = inPython(asked, file, exported);
    for (String each : new String[] {"keras", "again", "saved_model"}) {
      float[] given = Golden.floats(answers.required(each));
      assertNear(kind + ", " + each, flat(expected), given, 1e-6);
    }
    try (Model again = Model.load(folder.resolve("reviews.again.keras"))) {
      assertNear(kind, flat(again.predict(odd)), flat(expected), 1e-6);
    }
  }

  private JsonNode inPython(String[] asked, Path file, Path exported) throws Exception {
    Path texts = folder.resolve("texts.json");
    Path answers = folder.resolve("answers.json");
    Files.writeString(texts, JsonMapper.shared().writeValueAsString(asked));
    Script.run("answer_texts.py", Map.of(), file, exported, texts, answers);
    return JsonMapper.shared().readTree(Files.readString(answers));
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      flat[i] = rows[i][0];
    }
    return flat;
  }

  @Test
  void adaptingIsTheSameInAnyOrderAndForAPart() {
    Dataset data = reviews(60);
    assertThat(textVectorization().adapt(data.shuffled(2)).tokens())
        .isEqualTo(textVectorization().adapt(data).tokens())
        .startsWith("", "[UNK]");
    assertThat(textVectorization().adapt(data.take(1)).tokens()).hasSizeLessThan(40);
  }
}
