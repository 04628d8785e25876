package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.tensorBoard;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cornu.callbacks.Callback;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Event files of a real training. */
class TensorBoardTest {

  private static final Fit FIT = Fit.epochs(3).batchSize(8).validationSplit(.2);

  @TempDir private Path folder;

  private static Model compile() {
    return Sequential.of(input(2), dense(8).relu(), batchNormalization(), dense(3).softmax())
        .seed(2)
        .compile(adam(), sparseCategoricalCrossentropy(), accuracy());
  }

  @Test
  @Tag("slow")
  void itsOwnReaderFindsWhatKerasWritesToo() throws Exception {
    Path logs = folder.resolve("logs");
    History history;
    Map<String, float[]> weights;
    try (Model model = compile()) {
      Callback board = tensorBoard(logs).histogramFreq(2).everyBatches(1);
      history = model.fit(Blobs.classes(60), FIT.callbacks(board));
      weights = Bits.weights(model);
    }
    Path out = folder.resolve("events.json");
    Script.run("read_tensorboard.py", Map.of(), logs, folder.resolve("keras"), "--out", out);
    JsonNode found = JsonMapper.shared().readTree(Files.readString(out));

    for (String part : List.of("train", "validation")) {
      JsonNode ours = found.at("/cornu/" + part);
      JsonNode keras = found.at("/keras/" + part);
      assertThat(steps(ours.get("scalars"))).isEqualTo(steps(keras.get("scalars")));
      assertThat(steps(ours.get("histograms"))).isEqualTo(steps(keras.get("histograms")));
    }
    for (Epoch epoch : history.epochs()) {
      epoch
          .logs()
          .forEach(
              (name, value) -> {
                String part = name.startsWith("val_") ? "validation" : "train";
                String tag = "epoch_" + name.replace("val_", "");
                JsonNode event =
                    found.get("cornu").get(part).get("scalars").get(tag).get(epoch.number() - 1);
                assertThat(event.get(1).asDouble()).isCloseTo(value, within(1e-6 * value));
              });
    }
    JsonNode train = found.at("/cornu/train");
    assertThat(train.get("nodes").asInt()).isGreaterThan(50);
    weights.forEach(
        (path, values) -> {
          JsonNode last = train.get("histograms").get("sequential/" + path + "/histogram").get(1);
          assertThat(last.get(1).asDouble()).isCloseTo(least(values), within(1e-6));
          assertThat(last.get(3).asInt()).isEqualTo(values.length);
        });
  }

  private static double least(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  /** Tags, and at what steps. */
  private static TreeSet<String> steps(JsonNode summaries) {
    TreeSet<String> steps = new TreeSet<>();
    summaries
        .properties()
        .forEach(
            summary -> {
              List<Integer> at = new ArrayList<>();
              summary.getValue().forEach(event -> at.add(event.get(0).asInt()));
              steps.add(summary.getKey() + " at " + at);
            });
    return steps;
  }

  @Test
  void aFolderThatCannotBeIsRefusedBeforeTheTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    try (Model model = compile()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> model.fit(Blobs.classes(60), FIT.callbacks(tensorBoard(file))))
          .withMessage("tensorBoard: " + file.resolve("train") + ": Not a directory");
      assertThat(model.fit(Blobs.classes(60), FIT).epochs()).hasSize(3);
    }
  }

  @Test
  void aSecondRunWritesASecondFile() throws IOException {
    try (Model model = compile()) {
      Callback board = tensorBoard(folder).withoutGraph();
      model.fit(Blobs.classes(60), FIT.callbacks(board));
      model.fit(Blobs.classes(60), FIT.callbacks(board));
    }
    try (var files = Files.list(folder.resolve("train"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void negativeCountsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensorBoard(folder).histogramFreq(-1))
        .withMessageContainingAll("tensorBoard", "histogramFreq of 0", "got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensorBoard(folder).everyBatches(-1))
        .withMessageContainingAll("tensorBoard", "everyBatches of 0", "got -1");
  }
}
