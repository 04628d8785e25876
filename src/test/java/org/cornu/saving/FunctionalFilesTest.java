package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.goldens.Tensors;
import org.cornu.losses.Loss;
import org.cornu.losses.Losses;
import org.cornu.losses.Objective;
import org.cornu.losses.SparseCategoricalCrossentropy;
import org.cornu.metrics.Metrics;
import org.cornu.optimizers.Optimizers;
import org.cornu.random.Seed;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.step.StepRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;

/** Functional models of four Kerases: opened, predicted, trained, and compared number by number. */
class FunctionalFilesTest {

  private static final int BATCH = 4;

  @TempDir private Path folder;

  static Stream<FunctionalGolden> goldens() {
    return FunctionalGolden.KERASES.stream().flatMap(keras -> FunctionalGolden.of(keras).stream());
  }

  static Stream<FunctionalGolden> newest() {
    return FunctionalGolden.of(FunctionalGolden.NEWEST).stream();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void predictsAsKerasDoes(FunctionalGolden golden) throws IOException {
    List<Path> files = golden.files(folder);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      if (refused(golden, file)) {
        continue;
      }
      KerasModel model = ModelFile.read(file, KerasClasses.BUILT_IN);
      try (StepRun run = new StepRun(compiled(model), model.weights())) {
        List<FloatNdArray> predictions = run.predictions(golden.inputs());
        List<FloatNdArray> expected = golden.arrays("predictions");
        assertThat(predictions).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
          Tensors.assertNear(file + ", output " + i, predictions.get(i), expected.get(i), 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("newest")
  void goesOnAsKerasDoes(FunctionalGolden golden) throws IOException {
    for (Path file : golden.files(folder)) {
      if (refused(golden, file)) {
        continue;
      }
      KerasModel model = ModelFile.read(file, KerasClasses.BUILT_IN);
      Tensors.assertNear(model.weights(), golden.golden().named("", "weights"), 1e-6);
      train(file, golden, compiled(model), model.weights());
    }
  }

  private static void train(
      Path file, FunctionalGolden golden, CompiledNet compiled, Map<String, FloatNdArray> weights) {
    List<FloatNdArray> targets = new ArrayList<>();
    for (int output : compiled.outputs()) {
      targets.add(golden.targets().get(output));
    }
    for (int i = 0; i < targets.size(); i++) {
      Loss loss = compiled.how().objectives().get(i).loss();
      if (loss instanceof SparseCategoricalCrossentropy) {
        Shape shape = compiled.net().outputSpecs().get(compiled.outputs().get(i)).shape();
        FloatNdArray classes = targets.get(i);
        targets.set(i, Tensors.oneHot(classes, Shape.of(classes.shape().get(0)).append(shape)));
      }
    }
    try (StepRun run = new StepRun(compiled, weights)) {
      int at = 0;
      for (Map<String, Double> step : golden.steps()) {
        int from = at * BATCH % 20;
        Map<String, Double> figures = run.step(rows(golden.inputs(), from), rows(targets, from));
        int number = at++;
        figures.forEach(
            (name, value) ->
                assertThat(value)
                    .as("%s, step %d, %s", file.getFileName(), number, name)
                    .isCloseTo(step.get(name), within(1e-5 * Math.max(1, step.get(name)))));
        assertThat(figures).containsKey("loss");
      }
      Tensors.assertNear(run.weights(), golden.golden().named("", "trained"), 1e-5);
      List<FloatNdArray> predictions = run.predictions(golden.inputs());
      List<FloatNdArray> expected = golden.arrays("trained_predictions");
      for (int i = 0; i < expected.size(); i++) {
        Tensors.assertNear("trained output " + i, predictions.get(i), expected.get(i), 1e-5);
      }
    }
  }

  private static List<FloatNdArray> rows(List<FloatNdArray> arrays, int from) {
    return arrays.stream()
        .map(
            each -> {
              FloatNdArray rows = each.slice(Indices.slice(from, from + BATCH));
              return Tensors.of(rows.shape(), Tensors.floats(rows));
            })
        .toList();
  }

  /** Cornu has no UpSampling2D. */
  private static boolean refused(FunctionalGolden golden, Path file) {
    if (!golden.name().equals("u_net_up")) {
      return false;
    }
    assertThatThrownBy(() -> ModelFile.read(file, KerasClasses.BUILT_IN))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "there is no layer \"UpSampling2D\"");
    return true;
  }

  /** As the file says; Cornu lacks two_outputs' "mae", which it says. */
  private static CompiledNet compiled(KerasModel model) {
    Compiled compiled;
    if (model.problem().isPresent()) {
      assertThat(model.problem().get()).contains("there is no metric \"m");
      compiled =
          new Compiled(
              Optimizers.sgd(0.1),
              List.of(
                  Objective.objective("kind", Losses.sparseCategoricalCrossentropy())
                      .weight(0.5)
                      .metrics(Metrics.accuracy()),
                  Objective.objective("size", Losses.meanSquaredError()).weight(2)),
              Optional.empty());
    } else {
      compiled = model.compiled().orElseThrow();
    }
    return new CompiledNet(
        model.name(),
        model.net(),
        new Seed(1),
        new Compilation(compiled.optimizer(), compiled.objectives()));
  }
}
