package org.cornu.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.DType;
import org.cornu.net.Net;
import org.cornu.saving.KerasModel;
import org.cornu.saving.TrainingProgress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A net of 1.1 GB, whose weights are variables: a graph holds 2 GB. */
@Tag("slow")
class LargeNetTest {

  private static final int ROWS = 70_000_000;

  private static final Net NET =
      Net.chain(
          input(1).dtype(DType.INT32), List.of(embedding(ROWS, 4), flatten(), dense(1).noBias()));

  @TempDir private Path folder;

  @Test
  void answersFromMemoryAndAsASavedModel() throws IOException {
    try (TFloat32 table = TFloat32.tensorOf(Shape.of(ROWS, 4))) {
      for (int i = 0; i < 4; i++) {
        table.setFloat(i + 1, ROWS - 1, i);
      }
      KerasModel model =
          new KerasModel(
              "large",
              NET,
              Map.of(
                  "embedding/embeddings",
                  table,
                  "dense/kernel",
                  StdArrays.ndCopyOf(new float[][] {{1}, {10}, {100}, {1000}})),
              Optional.empty(),
              Optional.empty(),
              TrainingProgress.NONE);
      try (LoadedModel loaded = LoadedModel.of(NET, model.weights())) {
        assertThat(answer(loaded)).isEqualTo(4321);
      }
      SavedModel.write(model, folder.resolve("saved"));
    }
    assertThat(Files.size(folder.resolve("saved/saved_model.pb"))).isLessThan(1 << 20);
    try (LoadedModel loaded = LoadedModel.open(folder.resolve("saved"))) {
      assertThat(answer(loaded)).isEqualTo(4321);
    }
  }

  private static float answer(LoadedModel loaded) {
    try (TInt32 x = TInt32.tensorOf(NdArrays.vectorOf(ROWS - 1).withShape(Shape.of(1, 1)));
        Result result = loaded.run(List.of(x))) {
      return ((TFloat32) result.get(0)).getFloat(0, 0);
    }
  }
}
