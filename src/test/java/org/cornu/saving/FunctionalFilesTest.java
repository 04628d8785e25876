package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.losses.Loss;
import org.cornu.losses.SparseCategoricalCrossentropy;
import org.cornu.random.Seed;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.step.StepRun;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.index.Indices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Functional models of four Kerases: opened, predicted, trained, and compared number by number. */
class FunctionalFilesTest {

  private static final int BATCH = 4;

  @TempDir private Path folder;
  @TempDir private Path ours;

  static Stream<FunctionalGolden> goldens() {
    return FunctionalGolden.KERASES.stream().flatMap(keras -> FunctionalGolden.of(keras).stream());
  }

  static Stream<FunctionalGolden> newest() {
    return goldens().filter(each -> each.keras().equals(FunctionalGolden.NEWEST));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void predictsAsKerasDoes(FunctionalGolden golden) throws IOException {
    List<Path> files = golden.files(folder);
    assertThat(files).isNotEmpty();
    Path today = FunctionalGolden.newest(golden.name()).files(ours).get(0);
    KerasModel newest = ModelFile.read(today, KerasClasses.BUILT_IN);
    for (Path file : files) {
      KerasModel model = ModelFile.read(file, KerasClasses.BUILT_IN);
      assertThat(model.compiled().orElseThrow().objectives())
          .isEqualTo(newest.compiled().orElseThrow().objectives());
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
    for (Path file : meantAsSaid(golden).files(folder)) {
      KerasModel model = ModelFile.read(file, KerasClasses.BUILT_IN);
      Tensors.assertNear(model.weights(), golden.golden().named("", "weights"), 1e-6);
      train(file, golden, compiled(model), model.weights());
    }
  }

  /** Keras 3 says training=False of each dropout, so that only one of Keras 2 is meant. */
  private static FunctionalGolden meantAsSaid(FunctionalGolden golden) {
    return golden.name().equals("shared_many")
        ? FunctionalGolden.of("2.15.0").stream()
            .filter(each -> each.name().equals(golden.name()))
            .findFirst()
            .orElseThrow()
        : golden;
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

  /** What Cornu writes of them is the same to Keras, and what that makes of it to Cornu. */
  @Test
  @Tag("python")
  void kerasGoesOnWithWhatCornuWrites() throws Exception {
    List<FunctionalGolden> written = newest().toList();
    for (FunctionalGolden golden : written) {
      KerasModel model = ModelFile.read(golden.files(folder).get(0), KerasClasses.BUILT_IN);
      KerasArchive.write(
          recompiled(model, model.compiled().orElseThrow()).withOptimizerState(),
          KerasClasses.BUILT_IN,
          ours.resolve(golden.name() + ".keras"));
      Files.writeString(ours.resolve(golden.name() + ".json"), golden.golden().json().toString());
    }
    writeUntrained();
    Script.run("check_functional_files.py", Map.of(), ours);
    JsonNode checked = JsonMapper.shared().readTree(Files.readString(ours.resolve("checked.json")));
    assertThat(checked.required("untrained").required("steps").size()).isEqualTo(10);
    for (FunctionalGolden golden : written) {
      String name = golden.name();
      JsonNode answer = checked.required(name);
      assertThat(answer.has("error")).as("%s: %s", name, answer.get("error")).isFalse();
      assertSame(name, answer, "predictions", golden.arrays("predictions"));
      // Keras 3 itself trains what was called with training=False like all else.
      if (!name.equals("shared_many")) {
        assertSame(name, answer, "trained_predictions", golden.arrays("trained_predictions"));
        assertSteps(name, answer.required("steps"), golden.steps());
        Path theirs = ours.resolve("trained").resolve(name + ".keras");
        KerasModel model = ModelFile.read(theirs, KerasClasses.BUILT_IN);
        Tensors.assertNear(model.weights(), golden.golden().named("", "trained"), 1e-5);
        assertThat(model.compiled().orElseThrow().state().orElseThrow().iteration()).isEqualTo(10);
      }
    }
  }

  /** Of two outputs one has no loss. */
  private void writeUntrained() throws IOException {
    KerasModel model = ModelFile.read(ours.resolve("two_outputs.keras"), KerasClasses.BUILT_IN);
    Compiled how = model.compiled().orElseThrow();
    Compiled less = new Compiled(how.optimizer(), how.objectives().subList(1, 2), Optional.empty());
    KerasArchive.write(
        recompiled(model, less).withOptimizerState(),
        KerasClasses.BUILT_IN,
        ours.resolve("untrained.keras"));
    Files.copy(ours.resolve("two_outputs.json"), ours.resolve("untrained.json"));
  }

  private static void assertSame(
      String name, JsonNode answer, String field, List<FloatNdArray> expected) {
    for (int i = 0; i < expected.size(); i++) {
      FloatNdArray actual = Golden.array(answer.required(field).get(i));
      Tensors.assertNear(name + ", " + field + " " + i, actual, expected.get(i), 1e-5);
    }
  }

  private static void assertSteps(String name, JsonNode actual, List<Map<String, Double>> steps) {
    assertThat(actual.size()).isEqualTo(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      JsonNode step = actual.get(i);
      assertThat(step.has("loss")).isTrue();
      for (Map.Entry<String, JsonNode> figure : step.properties()) {
        double expected = steps.get(i).get(figure.getKey());
        assertThat(figure.getValue().doubleValue())
            .as("%s, step %d, %s", name, i, figure.getKey())
            .isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
      }
    }
  }

  private static KerasModel recompiled(KerasModel model, Compiled how) {
    return new KerasModel(
        model.name(),
        model.net(),
        model.weights(),
        Optional.of(how),
        Optional.empty(),
        model.progress());
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

  private static CompiledNet compiled(KerasModel model) {
    Compiled how = model.compiled().orElseThrow();
    Compilation compilation = new Compilation(how.optimizer(), how.objectives());
    return new CompiledNet(model.name(), model.net(), new Seed(1), compilation);
  }
}
