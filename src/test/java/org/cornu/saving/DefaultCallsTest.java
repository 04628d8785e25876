package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;
import static org.cornu.layers.Layers.spectralNormalization;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.net.Call;
import org.cornu.net.Net;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keras 3 writes training=False of each dropout and its like, and trains a model with them. */
class DefaultCallsTest {

  @TempDir private Path folder;

  private static Net net() {
    Input row = input(3);
    Value x = row;
    x = shared(dropout(0.5)).apply(Optional.of(false), x).outputs().get(0);
    x = shared(spectralNormalization(dense(3))).apply(Optional.of(false), x).outputs().get(0);
    x = shared(batchNormalization()).apply(Optional.of(false), x).outputs().get(0);
    return Net.of(List.of(row), List.of(x));
  }

  private List<Optional<Boolean>> readAgain(TrainingProgress progress) throws Exception {
    KerasModel model = KerasCases.model(net(), null);
    KerasModel written =
        new KerasModel("a", net(), model.weights(), Optional.empty(), Optional.empty(), progress);
    Path file = folder.resolve("a.keras");
    KerasArchive.write(written, KerasClasses.BUILT_IN, file);
    return ModelFile.read(file, KerasClasses.BUILT_IN).net().calls().stream()
        .map(Call::training)
        .toList();
  }

  @Test
  void aFileOfKerasSaysNothingByIt() throws Exception {
    assertThat(readAgain(TrainingProgress.NONE))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of(false));
  }

  @Test
  void aFileOfCornuMeansIt() throws Exception {
    assertThat(readAgain(new TrainingProgress(OptionalLong.of(1), 0, List.of())))
        .containsExactly(Optional.of(false), Optional.of(false), Optional.of(false));
  }

  @ParameterizedTest
  @CsvSource({
    "Dropout, 3.15.1, false",
    "Dropout, 3, false",
    "Dropout, 2.15.0, true",
    "BatchNormalization, 3.15.1, true",
    "Functional, 3.15.1, true",
    "Layer of a user, 3.15.1, false",
  })
  void whatItSaysGoesByTheKerasThatWroteIt(String layer, String version, boolean says)
      throws Exception {
    String call = "{\"args\": [], \"kwargs\": {\"training\": false}}";
    Config model =
        new KerasJson(KerasClasses.BUILT_IN)
            .read(
                "{\"config\": {\"layers\": [{\"class_name\": \"%s\", \"inbound_nodes\": [%s]}]}}"
                    .formatted(layer, call),
                "a model");
    Config read = Dialects.ofToday(model, version).object("config").objects("layers").get(0);
    assertThat(((Config) read.list("inbound_nodes").get(0)).object("kwargs").has("training"))
        .isEqualTo(says);
  }

  @Test
  @Tag("python")
  void theLayersAreThoseWhoseCallsHaveItInKeras() throws Exception {
    String printed = Script.run("list_keras_names.py", Map.of());
    JsonNode keras =
        JsonMapper.shared().readTree(printed.substring(printed.indexOf("{\"version\"")));
    List<String> names = new ArrayList<>();
    keras.required("false_by_default").forEach(name -> names.add(name.stringValue()));
    names.removeAll(List.of("FlaxLayer", "JaxLayer", "TFSMLayer")); // Cornu has none of them
    assertThat(DefaultCalls.FALSE).containsExactlyInAnyOrderElementsOf(names);
  }
}
