package org.cornu.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.distribute.Strategies.mirrored;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.recurrent.Recurrent.gru;
import static org.cornu.recurrent.Recurrent.lstm;
import static org.cornu.recurrent.Recurrent.timeDistributed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.Sequential;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** Layers that keep their states from batch to batch. */
class StatefulTest {

  private static final int BATCH = 2;

  /** Four batches of sequences. */
  private static final Dataset DATA = data(scattered(Shape.of(8, 4, 3)), rows(8));

  @TempDir private Path folder;

  private static Sequential net() {
    return Sequential.of(input(4, 3), lstm(5).stateful(BATCH), dense(2)).seed(3);
  }

  private static Model compiled() {
    return net().compile(adam(0.01), meanSquaredError());
  }

  private static float[][] rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> new float[] {i % 3, -i}).toArray(float[][]::new);
  }

  private static Dataset data(FloatNdArray x, float[][] y) {
    int[] sample = Arrays.stream(x.shape().tail().asArray()).mapToInt(Math::toIntExact).toArray();
    return Dataset.of(floats(x), sample, y);
  }

  static Stream<Golden> stateful() {
    return Golden.all("stateful");
  }

  @ParameterizedTest
  @MethodSource("stateful")
  void isAsInKeras(Golden golden) {
    FloatNdArray x = golden.array("x");
    float[] targets = Golden.floats(golden.at("y").required("data"));
    float[][] y =
        IntStream.range(0, targets.length / 2)
            .mapToObj(i -> Arrays.copyOfRange(targets, 2 * i, 2 * i + 2))
            .toArray(float[][]::new);
    Dataset data = data(x, y);
    Dataset first = data.range(0, BATCH);
    Sequential net =
        Sequential.of(
            input(x.shape().tail().asArray()),
            Keras.layer(golden.at("keras")),
            flatten(),
            dense(2));
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      model.setWeights(weights(golden, model, "weights"));
      assertAnswers(model, data, golden, "answers");
      assertAnswers(model, first, golden, "answers_after");
      model.resetStates();
      assertAnswers(model, first, golden, "answers_after_reset");
      Fit fit = Fit.epochs(2).batchSize(BATCH).noShuffle().validationData(first);
      History history = model.fit(data, fit);
      assertLosses(history.values("loss"), golden, "losses");
      assertLosses(history.values("val_loss"), golden, "validation_losses");
      assertLosses(new double[] {model.evaluate(data).loss()}, golden, "evaluated");
      assertNear(model.weights(), weights(golden, model, "trained_weights"), 1e-5);
      assertAnswers(model, data, golden, "trained_answers");
    }
  }

  private static Map<String, FloatNdArray> weights(Golden golden, Model model, String field) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    Iterator<FloatNdArray> arrays = golden.arrays(field).iterator();
    model.weights().keySet().forEach(path -> weights.put(path, arrays.next()));
    return weights;
  }

  private static void assertAnswers(Model model, Dataset data, Golden golden, String field) {
    assertNear(field, answers(model, data), floats(golden.array(field)), 1e-5);
  }

  private static float[] answers(Model model, Dataset data) {
    float[][] rows = model.predict(data);
    float[] answers = new float[2 * rows.length];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = rows[i / 2][i % 2];
    }
    return answers;
  }

  private static void assertLosses(double[] losses, Golden golden, String field) {
    double[] expected =
        golden.at(field).valueStream().mapToDouble(each -> each.doubleValue()).toArray();
    assertThat(losses).as(field).containsExactly(expected, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aBrokenTrainingEndsAsAWholeOne(int batches) {
    Path backup = folder.resolve("backup.keras");
    Fit fit = Fit.epochs(3).batchSize(BATCH).noShuffle().validationData(DATA.range(0, 4));
    try (Model whole = compiled();
        Model broken = compiled();
        Model resumed = compiled()) {
      double[] losses = whole.fit(DATA, fit).values("loss");
      Callback kept = backupAndRestore(backup).everyBatches(1);
      Fit failing = fit.callbacks(failing(4 + batches), kept);
      assertThatThrownBy(() -> broken.fit(DATA, failing)).hasMessage("a power cut");
      Fit goingOn = fit.callbacks(lambdaCallback(), kept);
      assertThat(resumed.fit(DATA, goingOn).values("loss")).isEqualTo(losses);
      assertThat(resumed.weights()).isEqualTo(whole.weights());
      assertThat(resumed.predict(DATA)).isDeepEqualTo(whole.predict(DATA));
    }
  }

  private static Callback failing(int after) {
    AtomicInteger left = new AtomicInteger(after);
    return lambdaCallback()
        .onBatchBegin(
            batch -> {
              if (left.decrementAndGet() < 0) {
                throw new IllegalStateException("a power cut");
              }
            });
  }

  @Test
  void severalStepsOfOneRunLeaveTheSame() {
    Fit fit = Fit.epochs(2).batchSize(BATCH).noShuffle();
    try (Model one = compiled();
        Model together = net().stepsPerExecution(3).compile(adam(0.01), meanSquaredError());
        Model resident = compiled()) {
      double[] losses = one.fit(DATA, fit).values("loss");
      assertThat(together.fit(DATA, fit).values("loss")).containsExactly(losses, within(1e-6));
      assertThat(resident.fit(DATA, fit.dataOnDevice()).values("loss"))
          .containsExactly(losses, within(1e-6));
      float[] answers = answers(one, DATA);
      assertNear("together", answers(together, DATA), answers, 1e-6);
      assertNear("resident", answers(resident, DATA), answers, 1e-6);
    }
  }

  @Test
  void statesAreNoWeightsAndOutliveAnotherCompile() {
    Dataset first = DATA.range(0, BATCH);
    try (Model model = compiled();
        Model same = compiled()) {
      assertThat(model.weights().keySet()).noneMatch(path -> path.contains("state"));
      float[] before = answers(model, first);
      assertThat(answers(same, first)).isEqualTo(before);
      model.recompile(sgd(0.1), meanSquaredError());
      float[] after = answers(model, first);
      assertThat(after).isNotEqualTo(before).isEqualTo(answers(same, first));
    }
  }

  private static void assertClose(float[][] answers, float[][] expected) {
    assertThat(answers.length).isEqualTo(expected.length);
    for (int i = 0; i < answers.length; i++) {
      assertThat(answers[i]).containsExactly(expected[i], within(1e-6f));
    }
  }

  @Test
  void aFileHoldsNoStatesAndAPredictorKeepsNone() throws Exception {
    Path file = folder.resolve("stateful.keras");
    Dataset first = DATA.range(0, BATCH);
    try (Model model = compiled()) {
      float[][] answers = model.predict(first);
      model.save(file);
      model.export(folder.resolve("exported"));
      try (Model loaded = Model.load(file);
          Predictor stored = Predictor.load(file);
          Predictor exported = Predictor.load(folder.resolve("exported"))) {
        assertThat(loaded.net()).isEqualTo(model.net());
        assertThat(loaded.predict(first)).isDeepEqualTo(answers);
        for (Predictor predictor : new Predictor[] {stored, exported}) {
          float[][] three = predictor.predict(DATA.range(0, 3));
          assertClose(Arrays.copyOf(three, BATCH), answers);
          assertClose(predictor.predict(first), answers);
        }
      }
    }
  }

  private Path stored(String batch) throws IOException {
    String layer =
        """
        {"class_name": "LSTM", "config":
          {"name": "lstm", "units": 5, "stateful": true, "batch_input_shape": [%s, 4, 3]}}
        """;
    String model =
        """
        {"class_name": "Sequential", "keras_version": "2.3.1", "backend": "tensorflow",
          "config": {"name": "older", "layers": [%s]}}
        """;
    Path file = folder.resolve("older.json");
    return Files.writeString(file, model.formatted(layer.formatted(batch)));
  }

  @Test
  void anEarlierKerasSaysTheBatchSizeInTheFirstLayer() throws Exception {
    Sequential read = Sequential.load(stored("16"));
    assertThat(read.net().layers().get(0).layer())
        .isInstanceOfSatisfying(
            LSTM.class, layer -> assertThat(layer.run().stateful()).hasValue(16));
  }

  /** As a file that is opened to predict; a warning says so. */
  @Test
  void withoutABatchSizeEachBeginsAnew() throws Exception {
    assertThat(Sequential.load(stored("null")).net().layers().get(0).layer())
        .isInstanceOfSatisfying(LSTM.class, layer -> assertThat(layer.run().stateful()).isEmpty());
  }

  @Test
  void partsOfBatchesAreRefused() {
    Dataset some = DATA.range(0, 5);
    try (Model model = compiled()) {
      Fit fit = Fit.epochs(1).batchSize(BATCH);
      assertRefused(() -> model.fit(DATA, Fit.epochs(1).batchSize(4)), "fit", "batches of 4");
      assertRefused(() -> model.fit(some, fit), "fit", "got 5 samples");
      assertRefused(() -> model.fit(DATA, fit.validationData(some)), "fit's validation", "5");
      assertRefused(() -> model.evaluate(some), "evaluate", "got 5 samples");
      assertRefused(() -> model.predict(some), "predict", "got 5 samples");
      assertRefused(() -> model.trainOnBatch(DATA), "trainOnBatch", "batches of 8");
      assertRefused(() -> model.testOnBatch(DATA), "testOnBatch", "batches of 8");
    }
  }

  private static void assertRefused(Runnable call, String... words) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole batches of 2 samples")
        .hasMessageContainingAll(words);
  }

  @Test
  void whatCannotKeepStatesIsRefused() {
    var twoSizes =
        Sequential.of(input(4, 3), lstm(2).returnSequences().stateful(2), gru(2).stateful(3));
    assertThatThrownBy(() -> twoSizes.compile(sgd(), meanSquaredError()))
        .hasMessageContainingAll("\"gru\"", "of 3 samples", "of 2", "one size");
    assertThatThrownBy(
            () -> net().distribute(mirrored("CPU:0", "CPU:1")).compile(sgd(), meanSquaredError()))
        .hasMessageContainingAll("keeps no states", "distributed");
    assertThatThrownBy(() -> Sequential.of(input(2, 4, 3), timeDistributed(lstm(2).stateful(2))))
        .hasMessageContainingAll("time_distributed", "keeps no states");
    assertThatThrownBy(() -> lstm(2).stateful(0)).hasMessageContaining("1 sample or more, got 0");
  }
}
