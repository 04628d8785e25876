package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.net.Call;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keras 3 writes training=False of each dropout in a functional model, and trains it with them. */
class DrawingCallsTest {

  @TempDir private Path folder;

  private static Net net() {
    Input row = input(3);
    Value x = row;
    x = shared(dropout(0.5)).apply(Optional.of(false), x).outputs().get(0);
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
        .containsExactly(Optional.empty(), Optional.of(false));
  }

  @Test
  void aFileOfCornuMeansIt() throws Exception {
    assertThat(readAgain(new TrainingProgress(OptionalLong.of(1), 0, List.of())))
        .containsExactly(Optional.of(false), Optional.of(false));
  }
}
