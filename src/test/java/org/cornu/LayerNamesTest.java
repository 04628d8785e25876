package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.callbacks.Callbacks.profile;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.cornu.data.Dataset;
import org.cornu.files.CsvText;
import org.cornu.layers.Layer;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer may have any name that Keras gives it: no graph is in its way. */
class LayerNamesTest {

  private static final Dataset DATA = Blobs.classes(24);
  private static final Fit FIT = Fit.epochs(2).batchSize(8);

  @TempDir private Path folder;

  private static Model fitted(List<String> names, Fit fit) {
    List<Layer> layers = new ArrayList<>();
    for (String name : names) {
      layers.add(dense(4).relu().named(name));
    }
    layers.add(dense(3).softmax().named("last one"));
    Model model =
        Sequential.of(input(2), layers.toArray(Layer[]::new))
            .seed(5)
            .compile(adam(), categoricalCrossentropy(), accuracy());
    model.fit(DATA, fit);
    return model;
  }

  private void assertServes(Model model) throws IOException {
    model.export(folder.resolve("served"));
    try (Predictor predictor = Predictor.load(folder.resolve("served"))) {
      assertThat(predictor.predict(DATA)).isDeepEqualTo(model.predict(DATA));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "output",
        "input",
        "x",
        "target",
        "training",
        "inference",
        "weights",
        "optimizer",
        "loss",
        "iteration",
        "AddN",
        "Gradients",
        "_x",
        "-",
        ".",
        "my dense größe",
        "a+b",
        "conv 1",
        "a:b",
        "^a",
        "a\\b",
        "\u0663",
        "save"
      })
  void trainsAndServes(String name) throws IOException {
    try (Model model = fitted(List.of(name), FIT)) {
      assertThat(model.weights()).containsKeys(name + "/kernel", "last one/bias");
      assertServes(model);
    }
  }

  @Test
  void alikeNamesStayApart() throws IOException {
    List<String> names = List.of("a b", "a_b", "a-20-b", "a+b", "A b", "a b.relu", "a.relu", "a");
    Path file = folder.resolve("profile.json");
    try (Model model = fitted(names, FIT.callbacks(profile(file).steps(2, 4)))) {
      assertServes(model);
    }
    TreeSet<String> parts = new TreeSet<>();
    for (CSVRecord row : CsvText.read(folder.resolve("profile.csv"))) {
      parts.add(row.get("layer") + " " + row.get("pass"));
    }
    for (String name : names) {
      assertThat(parts).contains(name + " forward", name + " backward");
    }
    assertThat(parts).contains("a b.relu_1 backward", "a.relu_1 backward", "A b.relu backward");
  }
}
