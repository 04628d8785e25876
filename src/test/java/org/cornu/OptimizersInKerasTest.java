package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.OptimizerCases;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A training that Cornu begins goes on in Keras, and what Keras writes goes on in Cornu. */
@Tag("python")
class OptimizersInKerasTest {

  private static final float[][] X = {{1, 2}, {-1, .5f}, {.25f, -2}, {3, 1}, {-2, -1}, {.5f, .5f}};
  private static final int[] CLASSES = {0, 1, 2, 1, 0, 2};

  private static final Map<String, Optimizer> OPTIMIZERS = OptimizerCases.ALL;

  @TempDir private Path folder;

  private static Dataset data() {
    float[] x = new float[2 * X.length];
    for (int i = 0; i < X.length; i++) {
      System.arraycopy(X[i], 0, x, 2 * i, 2);
    }
    return Dataset.of(x, new int[] {2}, CLASSES);
  }

  private static void train(Model model) {
    model.fit(data(), Fit.epochs(1).batchSize(X.length).noShuffle());
  }

  @Test
  void eachGoesOnInKerasAndBack() throws Exception {
    Map<String, Object> labels = new LinkedHashMap<>();
    Sequential net = Sequential.of(input(2), dense(4).tanh(), dense(3).softmax()).seed(3);
    for (Map.Entry<String, Optimizer> each : OPTIMIZERS.entrySet()) {
      try (Model model = net.compile(each.getValue(), sparseCategoricalCrossentropy())) {
        train(model);
        model.save(file(each.getKey(), ".keras"));
      }
      Files.copy(file(each.getKey(), ".keras"), folder.resolve(each.getKey() + ".kept"));
      labels.put(each.getKey(), CLASSES);
    }
    // Keras cannot write an Adafactor to .h5: two of its variables have one name.
    List<String> legacy =
        labels.keySet().stream().filter(name -> !name.equals("adafactor")).toList();
    JsonMapper json = JsonMapper.shared();
    Files.writeString(
        folder.resolve("data.json"),
        json.writeValueAsString(Map.of("x", X, "labels", labels, "legacy", legacy)));
    // On TensorFlow Keras's ScheduleFreeAdamW takes the new momentum for the old.
    Script.run("train_keras_files.py", Map.of("KERAS_BACKEND", "jax"), folder);
    JsonNode keras = json.readTree(Files.readString(folder.resolve("trained.json")));
    for (String name : OPTIMIZERS.keySet()) {
      double loss = keras.required(name).required("after").required("loss").doubleValue();
      Path kept = Files.move(folder.resolve(name + ".kept"), file(name + " kept", ".keras"));
      try (Model model = Model.load(kept)) {
        train(model);
        assertThat(model.evaluate(data()).loss()).as(name).isCloseTo(loss, within(1e-5));
        model.save(kept);
      }
      assertSame(name, read(kept), read(file(name, ".keras")));
      if (legacy.contains(name)) {
        assertSame(name + " from .h5", read(kept), read(file(name, ".h5")));
      }
    }
  }

  private Path file(String name, String end) {
    return folder.resolve(name + end);
  }

  private static KerasModel read(Path file) throws IOException {
    return ModelFile.read(file, KerasClasses.BUILT_IN);
  }

  private static void assertSame(String name, KerasModel ours, KerasModel keras) {
    var compiled = keras.compiled().orElseThrow();
    assertThat(compiled.optimizer()).as(name).isEqualTo(ours.compiled().orElseThrow().optimizer());
    OptimizerState expected = compiled.state().orElseThrow();
    OptimizerState state = ours.compiled().orElseThrow().state().orElseThrow();
    assertThat(state.iteration()).as(name).isEqualTo(expected.iteration()).isEqualTo(2);
    assertThat(state.learningRate()).as(name).isEqualTo(expected.learningRate());
    assertThat(List.copyOf(state.slots().keySet()))
        .as(name)
        .isEqualTo(List.copyOf(expected.slots().keySet()));
    expected
        .slots()
        .forEach((key, slot) -> assertNear(name + " " + key, state.slots().get(key), slot, 1e-4));
  }
}
