package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.preprocessing.Preprocessing.normalization;
import static org.cornu.preprocessing.Preprocessing.randomBrightness;
import static org.cornu.preprocessing.Preprocessing.randomCrop;
import static org.cornu.preprocessing.Preprocessing.randomErasing;
import static org.cornu.preprocessing.Preprocessing.randomFlip;
import static org.cornu.preprocessing.Preprocessing.randomRotation;
import static org.cornu.preprocessing.Preprocessing.rescaling;
import static org.cornu.preprocessing.Preprocessing.stringLookup;

import java.nio.file.Path;
import java.util.Arrays;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.preprocessing.OutputMode;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nets that begin with preprocessing: trained, asked, saved and exported. */
class PreprocessingTest {

  private static final Dataset WORDS =
      Dataset.of(Part.strings("word", new String[] {"cat", "dog", "cow", "cat", "dog", "cow"}, 1))
          .withTargets(Part.classes("sound", new int[] {0, 1, 2, 0, 1, 2}));

  @TempDir private Path folder;

  @Test
  void aNetLearnsWords() throws Exception {
    Sequential net =
        Sequential.of(
                input(1).dtype(DType.STRING).named("word"),
                stringLookup().outputMode(OutputMode.ONE_HOT).adapt(WORDS),
                dense(3).softmax())
            .seed(1);
    try (Model model = net.compile(adam(0.1), sparseCategoricalCrossentropy())) {
      model.fit(WORDS, Fit.epochs(30).batchSize(4));
      float[][] expected = model.predict(WORDS);
      assertThat(model.predictClasses(WORDS)).containsExactly(0, 1, 2, 0, 1, 2);
      model.save(folder.resolve("words.keras"));
      model.export(folder.resolve("words"));

      try (Model loaded = Model.load(folder.resolve("words.keras"));
          Predictor exported = Predictor.load(folder.resolve("words"))) {
        assertThat(loaded.predict(WORDS)).isDeepEqualTo(expected);
        assertThat(exported.predict(WORDS)).isDeepEqualTo(expected);
      }
    }
  }

  private static Dataset images() {
    float[] pixels = new float[12 * 8 * 8];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 37 % 256;
    }
    return Dataset.of(pixels, new int[] {8, 8, 1}).withTargets(Part.floats("y", new float[12], 1));
  }

  private static Sequential varied(long seed) {
    return Sequential.of(
            input(8, 8, 1),
            randomFlip(),
            randomRotation(0.1),
            randomBrightness(0.2),
            randomErasing(),
            randomCrop(6, 6),
            rescaling(1 / 255.0),
            conv2d(2, 3).relu(),
            flatten(),
            dense(1))
        .seed(seed);
  }

  private static double loss(long seed) {
    try (Model model = varied(seed).compile(adam(0.01), meanSquaredError())) {
      var history = model.fit(images(), Fit.epochs(2).batchSize(4));
      float[][] answer = model.predict(images());
      assertThat(model.predict(images())).isDeepEqualTo(answer);
      return history.last().logs().get("loss");
    }
  }

  @Test
  void imagesAreVariedByTheSeedAndOnlyInTraining() {
    assertThat(loss(1)).isEqualTo(loss(1)).isNotEqualTo(loss(2));
  }

  @Test
  void momentsStayWhatTheDataHave() throws Exception {
    float[] values = {1, 100, 3, 200, 5, 600};
    Dataset data =
        Dataset.of(values, new int[] {2}).withTargets(Part.floats("y", new float[] {1, 2, 3}, 1));
    try (Model model =
        Sequential.of(input(2), normalization().adapt(data), dense(1))
            .compile(adam(0.1), meanSquaredError())) {
      float[] mean = {3, 300};
      assertThat(floats(model.weights().get("normalization/mean"))).isEqualTo(mean);
      model.fit(data, Fit.epochs(3));
      assertThat(floats(model.weights().get("normalization/mean"))).isEqualTo(mean);
      float[][] expected = model.predict(data);
      model.save(folder.resolve("normalized.keras"));
      try (Model loaded = Model.load(folder.resolve("normalized.keras"))) {
        assertThat(loaded.predict(data)).isDeepEqualTo(expected);
        assertThat(Arrays.asList(expected)).doesNotContainNull();
      }
    }
  }
}
