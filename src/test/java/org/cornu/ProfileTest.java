package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.callbacks.Callbacks.profile;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.files.CsvText;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A profile of a real training. */
class ProfileTest {

  private static final int BATCHES = 4;

  @TempDir private Path folder;

  /** With two names that TensorFlow's numbering of scopes would confuse. */
  private static Model compile() {
    return compile(1);
  }

  private static Model compile(int stepsPerExecution) {
    return Sequential.of(
            input(8, 8, 1),
            conv2d(4, 3).named("conv"),
            batchNormalization(),
            relu(),
            conv2d(4, 3).named("conv_1"),
            relu(),
            maxPooling2d(2),
            dropout(0.25),
            flatten(),
            dense(6).relu().named("step"),
            dense(3).softmax())
        .seed(3)
        .stepsPerExecution(stepsPerExecution)
        .compile(adam(0.01), sparseCategoricalCrossentropy(), accuracy());
  }

  private static History fit(Model model, Callback... callbacks) {
    float[] pixels = new float[64 * 16 * BATCHES];
    int[] labels = new int[16 * BATCHES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(i);
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
    }
    return model.fit(
        Dataset.of(pixels, new int[] {8, 8, 1}, labels),
        Fit.epochs(2).batchSize(16).callbacks(callbacks));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theTraceIsWhatBrowsersOpen(int stepsPerExecution) throws IOException {
    Path file = folder.resolve("made/profile.json");
    try (Model model = compile(stepsPerExecution)) {
      fit(model, profile(file).steps(3, 6));
    }
    Map<Integer, List<String>> types = new TreeMap<>();
    Map<String, Double> busyUntil = new TreeMap<>();
    for (JsonNode event : JsonMapper.shared().readTree(file.toFile()).get("traceEvents")) {
      if (!event.get("ph").stringValue().equals("X")) {
        assertThat(event.get("ph").stringValue()).isEqualTo("M");
        assertThat(event.get("args").get("name").stringValue()).isNotEmpty();
        continue;
      }
      double start = event.get("ts").doubleValue();
      assertThat(start).isGreaterThanOrEqualTo(0);
      assertThat(event.get("dur").doubleValue()).isGreaterThanOrEqualTo(0);
      String lane = event.get("pid").intValue() + "/" + event.get("tid").intValue();
      assertThat(busyUntil.getOrDefault(lane, 0.0)).as(lane).isLessThanOrEqualTo(start + 1e-3);
      busyUntil.put(lane, start + event.get("dur").doubleValue());
      types
          .computeIfAbsent(event.get("args").get("step").intValue(), step -> new ArrayList<>())
          .add(event.get("name").stringValue());
    }
    assertThat(types).containsOnlyKeys(3, 4, 5, 6);
    for (List<String> step : types.values()) {
      assertThat(step).filteredOn("ResourceApplyAdam"::equals).hasSize(10);
      assertThat(String.join(" ", step))
          .contains("Conv2D", "Conv2DBackpropFilter", "MatMul", "MaxPoolGrad", "ReluGrad");
    }
  }

  @Test
  void theTableHasEachLayerInBothDirections() throws IOException {
    Path file = folder.resolve("profile.json");
    try (Model model = compile()) {
      fit(model, profile(file).steps(2, BATCHES + 2)); // over two epochs
    }
    TreeSet<String> parts = new TreeSet<>();
    Map<String, String> layers = new TreeMap<>();
    double share = 0;
    double last = Double.MAX_VALUE;
    for (CSVRecord row : CsvText.read(folder.resolve("profile.csv"))) {
      parts.add(row.get("layer") + " " + row.get("pass"));
      layers.put(row.get("op"), row.get("layer"));
      share += CsvText.number(file, row, "share");
      double milliseconds = CsvText.number(file, row, "ms_per_step");
      assertThat(milliseconds).isBetween(0.0, last);
      last = milliseconds;
      assertThat(CsvText.number(file, row, "calls_per_step")).isEqualTo(1);
      assertThat(CsvText.number(file, row, "ms_per_call")).isEqualTo(milliseconds);
    }
    assertThat(share).isCloseTo(1, within(1e-3));
    for (String layer : List.of("conv", "batch_normalization", "conv_1", "step", "dense")) {
      assertThat(parts).contains(layer + " forward", layer + " backward");
    }
    assertThat(parts).contains("step.relu backward", "optimizer forward", "loss forward");
    assertThat(layers)
        .containsEntry("training/forward/conv_1/MaxPool", "conv_1") // moved before its bias
        .containsEntry("training/step/ResourceApplyAdam", "optimizer");
  }

  @Test
  void theTableIsPrinted() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Model model = compile()) {
      fit(model, profile(folder.resolve("p.json")).steps(5, 20).printTo(new PrintStream(out)));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Steps 5 to 8: ") // the run's last is 8
        .containsPattern("\nconv_1 +\\d+\\.\\d{3} +\\d+\\.\\d{3} +\\d+\\.\\d{3} +\\d+\\.\\d %\n")
        .contains("BackpropInput conv_1, backward: training/backward/conv_1/");
  }

  @Test
  void noNumberChanges() {
    try (Model plain = compile();
        Model profiled = compile()) {
      History expected = fit(plain);
      History history = fit(profiled, profile(folder.resolve("p.json")).steps(1, 8));
      assertThat(Bits.timeless(history)).isEqualTo(Bits.timeless(expected));
      assertThat(Bits.weights(profiled)).usingRecursiveComparison().isEqualTo(Bits.weights(plain));
    }
  }

  @Test
  void whatWasMeasuredBeforeAFailureIsWritten() {
    try (Model model = compile()) {
      Callback failing =
          lambdaCallback()
              .onBatchEnd(
                  (batch, logs) -> {
                    if (batch == 3) {
                      throw new IllegalArgumentException("mine");
                    }
                  });
      Path file = folder.resolve("p.json");
      assertThatThrownBy(() -> fit(model, profile(file).steps(2, 8), failing)).hasMessage("mine");
      assertThat(file).content().contains("\"step\":3").doesNotContain("\"step\":4");
    }
  }

  @Test
  void aFileThatCannotBeWrittenFailsBeforeTheTraining() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    Path directory = Files.createDirectory(folder.resolve("folder.json"));
    try (Model model = compile()) {
      for (Path file : List.of(taken.resolve("p.json"), directory)) {
        assertThatThrownBy(() -> fit(model, profile(file).steps(1, 2)))
            .hasMessageStartingWith("profile: ")
            .hasMessageContaining(file.startsWith(taken) ? taken.toString() : file.toString());
      }
      assertThat(fit(model).epochs().get(0).number()).isEqualTo(1);
    }
  }

  @Test
  void aRunThatIsTooShortSaysSo() {
    try (Model model = compile()) {
      assertThatThrownBy(() -> fit(model, profile(folder.resolve("p.json"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("at least 10 steps", "got 8", "train longer");
    }
  }

  @Test
  void aRunWhoseCheckpointIsOfItsEndHasNothingToMeasure() {
    Path backup = folder.resolve("backup.keras");
    Path file = folder.resolve("p.json");
    Callback[] callbacks = {profile(file).steps(2, 3), backupAndRestore(backup).keepCheckpoint()};
    try (Model first = compile();
        Model second = compile()) {
      fit(first, callbacks);
      assertThat(file.toFile().delete()).isTrue();
      assertThat(fit(second, callbacks).epochs()).hasSize(2);
      assertThat(file).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource({"p.json, 0, 3", "p.json, 4, 3", "p.txt, 1, 3", "'', 1, 3"})
  void badArgumentsAreNamed(String file, int first, int last) {
    assertThatThrownBy(() -> profile(Path.of(file)).steps(first, last))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("profile needs ")
        .hasMessageContaining(file.equals("p.json") ? first + " to " + last : "\"" + file + "\"");
  }
}
