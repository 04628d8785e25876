package org.cornu.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.regularizers.Regularizers.l2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;
import org.cornu.data.Dataset;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasModel;
import org.cornu.saving.TrainingProgress;
import org.cornu.saving.WeightsFile;
import org.cornu.train.Fit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/** Whole steps of a net with each optimizer and what all have, against Keras's numbers. */
class OptimizerStepsTest {

  private static final int STEPS = 12;
  private static final int BATCH = 4;

  @TempDir private Path folder;

  static Stream<Golden> runs() {
    return Golden.all("optimizer_steps");
  }

  private static Sequential net() {
    return Sequential.of(
            input(3, 3, 1),
            conv2d(2, 2).tanh().kernelRegularizer(l2(0.01)).named("conv"),
            flatten(),
            dense(3).softmax().kernelConstraint(maxNorm(1.2)).named("dense"))
        .seed(1);
  }

  private static Optimizer optimizer(Golden golden) {
    Optimizer optimizer = Keras.optimizer(golden);
    List<String> undecayed = new ArrayList<>();
    golden.at("undecayed").forEach(name -> undecayed.add(name.stringValue()));
    return optimizer instanceof TunableOptimizer<?> tunable
        ? tunable.excludeFromWeightDecay(undecayed.toArray(String[]::new))
        : optimizer;
  }

  /** The three batches again and again. */
  private static Dataset data(Golden golden) {
    float[] x = new float[STEPS * BATCH * 9];
    float[][] y = new float[STEPS * BATCH][3];
    for (int step = 0; step < STEPS; step++) {
      float[] samples = Tensors.floats(golden.arrays("x").get(step % 3));
      System.arraycopy(samples, 0, x, step * samples.length, samples.length);
      float[] targets = Tensors.floats(golden.arrays("y").get(step % 3));
      for (int row = 0; row < BATCH; row++) {
        System.arraycopy(targets, 3 * row, y[step * BATCH + row], 0, 3);
      }
    }
    return Dataset.of(x, new int[] {3, 3, 1}, y);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void trainsAsKerasDoes(Golden golden) throws IOException {
    Optimizer optimizer = optimizer(golden);
    Path file = folder.resolve("last.weights.h5");
    List<List<FloatNdArray>> traced = new ArrayList<>();
    Callback tracing = training -> tracing(training, traced, file);
    try (Model model = net().compile(optimizer, categoricalCrossentropy())) {
      List<String> paths = new ArrayList<>(model.weights().keySet());
      model.setWeights(byPath(paths, golden.arrays("weights")));
      model.fit(data(golden), Fit.epochs(1).batchSize(BATCH).noShuffle().callbacks(tracing));
      for (JsonNode point : golden.at("trace")) {
        int step = point.required("step").intValue();
        assertAllNear("after step " + step, traced.get(step - 1), point.required("weights"));
      }
      assertAllNear("at the end", List.copyOf(model.weights().values()), golden.at("final"));
      try (KerasModel read = WeightsFile.withState(file, compiled(optimizer))) {
        OptimizerState state = read.compiled().orElseThrow().state().orElseThrow();
        assertState(optimizer, state, Golden.arrays(golden.at("state")));
      }
    }
  }

  private static KerasModel compiled(Optimizer optimizer) {
    return new KerasModel(
        "steps",
        net().net(),
        Map.of(),
        Optional.of(new Compiled(optimizer, List.of(), Optional.empty())),
        Optional.empty(),
        TrainingProgress.NONE);
  }

  private static Callback.Run tracing(
      Training training, List<List<FloatNdArray>> traced, Path file) {
    return new Callback.Run() {
      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        traced.add(List.copyOf(training.weights().values()));
        if (batch == STEPS) {
          try {
            training.saveWeights(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    };
  }

  /** Keras's list has iteration and rate in it, and the counters of a scale before them. */
  private static void assertState(
      Optimizer optimizer, OptimizerState state, List<FloatNdArray> keras) {
    boolean scaled = optimizer.dynamicScale().isPresent();
    List<FloatNdArray> expected = new ArrayList<>(scaled ? keras.subList(2, 4) : List.of());
    List<FloatNdArray> rest = scaled ? keras.subList(4, keras.size()) : keras;
    assertThat((double) state.iteration()).isEqualTo(rest.get(0).getFloat());
    boolean scheduled = optimizer.options().learningRate() instanceof LearningRate.Scheduled;
    expected.addAll(rest.subList(scheduled ? 1 : 2, rest.size()));
    List<String> keys = List.copyOf(state.slots().keySet());
    assertThat(keys).hasSameSizeAs(expected);
    for (int i = 0; i < keys.size(); i++) {
      assertNear(keys.get(i), state.slots().get(keys.get(i)), expected.get(i), 1e-4);
    }
  }

  private static void assertAllNear(String when, List<FloatNdArray> actual, JsonNode expected) {
    List<FloatNdArray> arrays = Golden.arrays(expected);
    assertThat(actual).hasSameSizeAs(arrays);
    for (int i = 0; i < arrays.size(); i++) {
      assertNear("weight %d %s".formatted(i, when), actual.get(i), arrays.get(i), 1e-5);
    }
  }

  private static Map<String, FloatNdArray> byPath(List<String> paths, List<FloatNdArray> arrays) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      weights.put(paths.get(i), arrays.get(i));
    }
    return weights;
  }
}
