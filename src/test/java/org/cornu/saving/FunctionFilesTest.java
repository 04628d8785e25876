package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cornu.config.KerasClass;
import org.cornu.functions.Functions;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.random.Seed;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.step.StepRun;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nets with functions of {@code keras.ops} as nodes, and with masks, which layers heed and
 * functions do not: opened, predicted, trained for three steps, and so again as Cornu writes them,
 * which Keras opens too.
 */
@Tag("python")
class FunctionFilesTest {

  @TempDir private Path folder;

  @Test
  void eachComputesWhatKerasDoes() throws Exception {
    Script.run("make_function_files.py", Map.of(), folder);
    List<Path> described;
    try (Stream<Path> files = Files.list(folder)) {
      described = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(described).hasSize(25);
    Set<String> tried = new TreeSet<>();
    for (Path each : described) {
      String name = each.getFileName().toString().replace(".json", "");
      JsonNode golden = JsonMapper.shared().readTree(Files.readString(each));
      for (String kind : List.of(".keras", ".h5")) {
        KerasModel model = ModelFile.read(folder.resolve(name + kind), KerasClasses.BUILT_IN);
        check(name + kind, model, golden);
        model.net().calls().forEach(call -> tried.add(call.layer().layer().className()));
        Path again = folder.resolve(name + "_again.keras");
        KerasArchive.write(model.withOptimizerState(), KerasClasses.BUILT_IN, again);
        check(name + " again", ModelFile.read(again, KerasClasses.BUILT_IN), golden);
      }
    }
    assertThat(tried).containsAll(Functions.classes().stream().map(KerasClass::className).toList());
    assertThat(Script.run("check_function_files.py", Map.of(), folder))
        .contains(described.size() + " files");
    try (Stream<Path> refused = Files.list(folder.resolve("refused"))) {
      assertThat(refused.sorted())
          .hasSize(14)
          .allSatisfy(
              file ->
                  assertThatThrownBy(() -> ModelFile.read(file, KerasClasses.BUILT_IN))
                      .isInstanceOf(IOException.class)
                      .hasMessageMatching(
                          "(?s).*(got the function keras.ops.(average|swapaxes); say it|an array of numbers, which|needs an axis of a sample|needs inputs of one shape|config.axis: Cornu has no such option).*"));
    }
  }

  private static void check(String name, KerasModel model, JsonNode golden) throws IOException {
    Compiled how = model.compiled().orElseThrow();
    CompiledNet compiled =
        new CompiledNet(
            model.name(),
            model.net(),
            new Seed(1),
            new Compilation(how.optimizer(), how.objectives()));
    List<FloatNdArray> x = List.of(Golden.array(golden.required("input")));
    List<FloatNdArray> y = List.of(Golden.array(golden.required("targets")));
    try (StepRun run = new StepRun(compiled, model.weights())) {
      Tensors.assertNear(
          name, run.predictions(x).get(0), Golden.array(golden.required("predictions")), 1e-5);
      for (JsonNode loss : golden.required("losses")) {
        double expected = loss.doubleValue();
        assertThat(run.step(x, y).get("loss"))
            .as("%s, loss", name)
            .isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
      }
    }
  }
}
