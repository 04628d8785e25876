package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.losses.Losses.categoricalCrossentropy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.losses.Objective;
import org.cornu.optimizers.Optimizers;
import org.cornu.random.Seed;
import org.cornu.serving.LoadedModel;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.step.StepRun;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.types.TFloat32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nets of keras.applications, as Keras writes them: opened, predicted, trained for three steps. */
@Tag("python")
@Tag("slow")
class ApplicationsTest {

  @TempDir private Path folder;

  @Test
  void aSmallOneOfEachFamilyComputesWhatKerasDoes() throws Exception {
    List<String> names = names("small");
    List<Object> arguments = new ArrayList<>(names);
    arguments.add(0, folder);
    Script.run("make_applications.py", Map.of(), arguments.toArray());
    for (String name : names) {
      computesWhatKerasDoes(name, 10);
    }
  }

  /**
   * All forty, or those that {@code -Dapplications=ResNet152,NASNetLarge} names. Of the many ways
   * in which the input is changed a few move the losses of a deep net most: there are more here,
   * and the losses are held nearer.
   */
  @Test
  @Tag("nightly")
  void eachComputesWhatKerasDoes() throws Exception {
    String named = System.getProperty("applications", "");
    for (String name : named.isEmpty() ? names("all") : List.of(named.split(","))) {
      Script.run("make_applications.py", Map.of(), "--nearby", 16, folder, name);
      computesWhatKerasDoes(name, 3);
    }
  }

  private static List<String> names(String which) throws Exception {
    return Script.run("make_applications.py", Map.of(), "--list", which).lines().toList();
  }

  private void computesWhatKerasDoes(String name, double spreads) throws IOException {
    JsonNode expected =
        JsonMapper.shared().readTree(Files.readString(folder.resolve(name + ".json"))).get(0);
    for (String kind : List.of(".keras", ".h5")) {
      Path file = folder.resolve(name + kind);
      KerasModel model = ModelFile.read(file, KerasClasses.BUILT_IN);
      predicts(file, model, expected);
      if (kind.equals(".keras")) {
        trains(file, model, expected, spreads);
      }
    }
  }

  private static void predicts(Path file, KerasModel model, JsonNode expected) throws IOException {
    FloatNdArray predictions = Golden.array(expected.required("predictions"));
    try (LoadedModel loaded = LoadedModel.of(model.net(), model.weights());
        TFloat32 x = TFloat32.tensorOf(Golden.array(expected.required("input")));
        Result result = loaded.run(List.of(x))) {
      float[] actual = Tensors.floats((TFloat32) result.get(0));
      Tensors.assertNear(file.toString(), actual, Tensors.floats(predictions), 1e-4);
    }
  }

  /**
   * As near as Keras's own losses stay when the input is changed by 1e-6 of itself.
   *
   * @param spreads how many times the most that they move in several changes
   */
  private static void trains(Path file, KerasModel model, JsonNode expected, double spreads) {
    Compilation how =
        new Compilation(
            Optimizers.sgd(0.01), List.of(Objective.ofOnly(categoricalCrossentropy(), List.of())));
    List<Double> losses = new ArrayList<>();
    try (StepRun run =
        new StepRun(
            new CompiledNet(model.name(), model.net(), new Seed(1), how), model.weights())) {
      for (int step = 0; step < 3; step++) {
        losses.add(
            run.step(
                    List.of(Golden.array(expected.required("input"))),
                    List.of(Golden.array(expected.required("targets"))))
                .get("loss"));
      }
    }
    for (int step = 0; step < 3; step++) {
      double theirs = expected.required("losses").get(step).doubleValue();
      double spread = 0;
      for (JsonNode nearby : expected.required("losses_nearby")) {
        spread = Math.max(spread, Math.abs(nearby.get(step).doubleValue() - theirs));
      }
      assertThat(losses.get(step))
          .as("%s, loss of step %d", file, step)
          .isCloseTo(theirs, within(Math.max(spreads * spread, 1e-5 * theirs)));
    }
  }
}
