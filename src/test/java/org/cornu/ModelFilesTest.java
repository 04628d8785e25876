package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.layers.Layer;
import org.cornu.net.Negating;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;

/** Models saved and loaded through the public API. */
class ModelFilesTest {

  private static final Dataset DATA = Blobs.classes(300);

  @TempDir private Path folder;

  @Test
  void aNetWithoutWeightsIsSavedAndExported() throws IOException {
    Sequential net = Sequential.of(input(2), softmax());
    float[][] answers;
    try (Model model = net.compile(adam(), sparseCategoricalCrossentropy())) {
      assertThat(model.weights()).isEmpty();
      answers = model.predict(DATA);
      model.save(folder.resolve("bare.keras"));
      model.export(folder.resolve("bare"));
      model.recompile(adam(), sparseCategoricalCrossentropy());
    }
    try (Model loaded = Model.load(folder.resolve("bare.keras"));
        Predictor exported = Predictor.load(folder.resolve("bare"))) {
      assertThat(loaded.predict(DATA)).isEqualTo(answers);
      assertThat(exported.predict(DATA)).isEqualTo(answers);
    }
  }

  /** A layer that does not say how it is written. */
  record Silent() implements Negating {}

  private static Model compile(Layer first) {
    return Sequential.of(
            input(2),
            first,
            dense(6).relu(),
            batchNormalization(),
            dropout(0.2),
            dense(3).softmax())
        .seed(5)
        .compile(adam(0.01), sparseCategoricalCrossentropy(), accuracy());
  }

  @Test
  void aLoadedModelTrainsOnToTheSameBits() throws IOException {
    Path file = folder.resolve("half.keras");
    Fit epochs = Fit.epochs(2).batchSize(64);
    try (Model whole = compile(dense(3));
        Model half = compile(dense(3))) {
      half.fit(DATA, epochs);
      half.save(file);
      try (Model loaded = Model.load(file)) {
        assertThat(loaded.fit(DATA, epochs).last().number()).isEqualTo(4);
        whole.fit(DATA, epochs);
        whole.fit(DATA, epochs);
        assertThat(loaded.weights()).isEqualTo(whole.weights());
        assertThat(loaded.seed()).isEqualTo(5);
      }
    }
  }

  @Test
  void aTrainingThatCameToRestIsLoaded() throws IOException {
    Path file = folder.resolve("rest.keras");
    try (Model model = compile(dense(3))) {
      model.learningRate(0);
      model.save(file);
      try (Model loaded = Model.load(file)) {
        assertThat(loaded.learningRate()).isZero();
        loaded.learningRate(.01);
        assertThat(loaded.learningRate()).isEqualTo(.01);
      }
    }
  }

  @Test
  void weightsGoThroughAFileOfTheirOwn() throws IOException {
    Path file = folder.resolve("net.weights.h5");
    try (Model one = compile(dense(3));
        Model other = compile(dense(3))) {
      one.fit(DATA, Fit.epochs(1));
      one.saveWeights(file);
      other.loadWeights(file);
      assertThat(other.weights()).isEqualTo(one.weights());
    }
  }

  @Test
  void weightsOfAnotherNetChangeNothing() throws IOException {
    Path file = folder.resolve("other.keras");
    try (Model one = compile(dense(3));
        Model other = compile(dense(4))) {
      other.save(file);
      Map<String, FloatNdArray> before = one.weights();
      assertThatThrownBy(() -> one.loadWeights(file))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(file.toString(), "dense/kernel", "(2, 3)", "(2, 4)");
      assertThat(one.weights()).isEqualTo(before);
    }
  }

  @Test
  void whatDivergedIsSavedAndLoadedAsItIs() throws IOException {
    Path file = folder.resolve("lost.keras");
    try (Model model = compile(dense(3))) {
      model.setWeights(Map.of("dense/bias", Bits.array(Float.NaN, 1, -1f / 0)));
      model.save(file);
      try (Model loaded = Model.load(file);
          Predictor predictor = Predictor.load(file)) {
        assertThat(loaded.weights()).isEqualTo(model.weights());
        assertThat(predictor.predict(DATA)[0][0]).isNaN();
        loaded.loadWeights(file);
      }
    }
  }

  @Test
  void anArchitectureIsLoadedWithoutWeights() throws IOException {
    Path file = folder.resolve("net.keras");
    try (Model model = compile(dense(3))) {
      model.save(file);
      assertThat(Sequential.load(file).summary()).isEqualTo(model.summary());
    }
  }

  @Test
  void aLayerOfOnesOwnIsLoadedByItsClass() throws IOException {
    Path file = folder.resolve("scaled.keras");
    KerasClass<Layer> scale = KerasClass.of(Layer.class, Scale.class, Scale::from);
    try (Model model = compile(new Scale(3))) {
      model.fit(DATA, Fit.epochs(1));
      model.save(file);
      try (Model loaded = Model.load(file, scale);
          Predictor predictor = Predictor.load(file, scale)) {
        assertThat(loaded.weights()).isEqualTo(model.weights());
        assertThat(predictor.predictClasses(DATA)).isEqualTo(model.predictClasses(DATA));
        model.fit(DATA, Fit.epochs(1));
        model.loadWeights(file, scale);
        assertThat(model.weights()).isEqualTo(loaded.weights());
      }
    }
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "\"Scale\"", "KerasClass");
  }

  @Test
  void aLayerThatDoesNotSayHowIsNotWritten() throws IOException {
    try (Model model = compile(new Silent())) {
      assertThatThrownBy(() -> model.save(folder.resolve("silent.keras")))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("Silent", "config()");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anOlderFileStaysIfTheNewOneFails() throws IOException {
    Path file = folder.resolve("net.keras");
    Files.writeString(file, "older");
    try (Model model = compile(new Silent())) {
      assertThatThrownBy(() -> model.save(file)).isInstanceOf(IOException.class);
    }
    assertThat(file).hasContent("older");
  }

  @Test
  void aFolderInThePlaceIsLeftAlone() throws IOException {
    Path place = Files.createDirectories(folder.resolve("net.keras/inside")).getParent();
    try (Model model = compile(dense(3))) {
      assertThatThrownBy(() -> model.save(place))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(place.toString());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(place);
    }
  }
}
