package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.graph.GraphOps;
import org.cornu.history.Predictions;
import org.cornu.train.Fit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TType;

/** A model that was exported and loaded answers as it did before. */
class PredictorTest {

  private static final int SAMPLES = 300;
  private static final int[] SHAPE = {4, 4, 1};

  @TempDir private static Path folder;
  private static Dataset data;
  private static float[][] rows;

  @BeforeAll
  static void export() throws IOException {
    byte[] pixels = new byte[SAMPLES * 16];
    new Random(3).nextBytes(pixels);
    data = Dataset.of(pixels, SHAPE, IntStream.range(0, SAMPLES).map(i -> i % 3).toArray());
    Sequential net =
        Sequential.of(
                input(4, 4, 1),
                conv2d(4, 3),
                batchNormalization(),
                flatten(),
                dropout(.5),
                dense(3),
                batchNormalization(),
                softmax())
            .seed(1);
    try (Model model = net.compile(adam(.01), categoricalCrossentropy())) {
      model.fit(data, Fit.epochs(1));
      rows = model.predict(data);
      model.export(folder.resolve("net"));
    }
  }

  private static Predictor load() throws IOException {
    return Predictor.load(folder.resolve("net"));
  }

  private static void assertSameRows(float[][] actual, float[][] expected) {
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-6f));
    }
  }

  @Test
  void knowsItsShapes() throws IOException {
    try (Predictor predictor = load()) {
      assertThat(predictor.inputShape()).isEqualTo(Shape.of(4, 4, 1));
      assertThat(predictor.outputShape()).isEqualTo(Shape.of(3));
    }
  }

  @Test
  void answersAsTheModelDid() throws IOException {
    float[] floats = new float[SAMPLES * 16];
    for (int i = 0; i < SAMPLES; i++) {
      System.arraycopy(data.sample(i), 0, floats, i * 16, 16);
    }
    try (Predictor predictor = load()) {
      float[][] ofBytes = predictor.predict(data);
      assertSameRows(ofBytes, rows);
      assertThat(predictor.predict(Dataset.of(floats, SHAPE))).isDeepEqualTo(ofBytes);
      assertThat(predictor.predict(data.sample(299))).containsExactly(rows[299], within(1e-6f));
    }
  }

  @Test
  void findsTheSameClasses() throws IOException {
    try (Predictor predictor = load()) {
      assertThat(predictor.predictClasses(data)).isEqualTo(Classes.of(rows));
      Predictions predictions = predictor.predictions(data);
      assertThat(predictions.truth()).isEqualTo(data.classIndices());
      assertThat(predictions.predicted()).isEqualTo(Classes.of(rows));
      assertThat(predictions.confidence()).hasSize(SAMPLES);
    }
  }

  @Test
  void severalThreadsMayAsk() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Predictor predictor = load()) {
      List<Future<float[][]>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(threads.submit(() -> predictor.predict(data)));
      }
      for (Future<float[][]> answer : answers) {
        assertSameRows(answer.get(), rows);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void samplesOfAnotherShapeAreRefused() throws IOException {
    try (Predictor predictor = load()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(Dataset.of(new float[16], new int[] {16})))
          .withMessage(
              "predict needs samples of shape (4, 4, 1), the net's input, got (16,);"
                  + " change input(...) or the shape given to Dataset.of");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> predictor.predict(new float[15]))
          .withMessageContainingAll("predict", "16 numbers", "(4, 4, 1)", "got 15");
    }
  }

  @Test
  void aClosedPredictorSaysSo() throws IOException {
    Predictor predictor = load();
    predictor.close();
    assertThatCode(predictor::close).doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> predictor.predict(data))
        .withMessageContainingAll(
            folder.resolve("net").toString(), "is closed", "try-with-resources");
  }

  @Test
  void whatIsNoSavedModelIsRefused() throws IOException {
    refused(
        folder.resolve("none"),
        "there is no such folder or file; Model.export or Model.save writes one");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(empty, "needs a folder with saved_model.pb, has none; Model.export writes one");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.write(broken.resolve("saved_model.pb"), new byte[] {1, 2, 3});
    refused(broken, "TensorFlow cannot load it: ");
  }

  @Test
  void otherSignaturesAreRefused() throws IOException {
    Shape batch = Shape.of(-1, 2);
    refused(
        write("named", "other", TFloat32.class, batch), "needs a signature serving_default, has [");
    refused(
        write("wide", "serving_default", TFloat64.class, batch),
        "the input \"x0\" of serving_default needs numbers, or truths, and a shape with an"
            + " open batch in front, has DT_DOUBLE [-1, 2]");
    refused(
        write("fixed", "serving_default", TFloat32.class, Shape.of(8, 2)),
        "the input \"x0\" of serving_default needs numbers, or truths, and a shape with an"
            + " open batch in front, has DT_FLOAT [8, 2]");
  }

  private static void refused(Path model, String reason) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Predictor.load(model))
        .withMessageStartingWith(model + ": " + reason);
  }

  /** A SavedModel of another hand: it hands its first input through. */
  private static <T extends TType> Path write(
      String name, String key, Class<T> type, Shape... inputs) throws IOException {
    Path model = folder.resolve(name);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = GraphOps.of(graph);
      List<Operand<T>> xs =
          Arrays.stream(inputs)
              .<Operand<T>>map(shape -> tf.placeholder(type, Placeholder.shape(shape)))
              .toList();
      Signature.Builder signature = Signature.builder(key).output("y", tf.identity(xs.get(0)));
      for (int i = 0; i < xs.size(); i++) {
        signature.input("x" + i, xs.get(i));
      }
      SavedModelBundle.exporter(model.toString())
          .withTags("serve")
          .withSession(session)
          .withSignature(signature.build())
          .export();
    }
    return model;
  }
}
