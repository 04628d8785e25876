package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.layers.Layer;
import org.cornu.net.Negating;
import org.cornu.net.Net;
import org.cornu.optimizers.OptimizerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;

/** The state of a training is read without its architecture, whatever it has come to. */
class TrainingStateTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("run.keras");
  }

  /** A layer of the user's own, of which no file tells how to make it. */
  record Mine() implements Negating {
    @Override
    public Config config() {
      return Config.EMPTY;
    }
  }

  private static Net net(Layer... layers) {
    return Net.chain(input(4), List.of(layers));
  }

  private KerasModel write(Net net, TrainingProgress progress) throws IOException {
    KerasModel model = KerasCases.compiled(net, adam(), meanSquaredError());
    KerasModel run =
        new KerasModel(
            model.name(), net, model.weights(), model.compiled(), Optional.empty(), progress);
    KerasArchive.write(run, KerasClasses.BUILT_IN, file);
    return run;
  }

  @Test
  void layersOfAnyClassMayStandInTheFile() throws IOException {
    Net net = net(dense(3), new Mine(), dense(2));
    TrainingProgress progress =
        new TrainingProgress(
            OptionalLong.of(5),
            2,
            List.of("a"),
            Config.of("x", 1),
            Map.of("best", NdArrays.vectorOf(1, Float.NaN)));
    KerasModel written = write(net, progress);
    TrainingState read = KerasArchive.readState(file, net, adam());
    assertThat(read.weights()).isEqualTo(written.weights());
    assertThat(read.optimizer()).isEqualTo(written.compiled().orElseThrow().state());
    assertThat(read.progress()).isEqualTo(progress);
    read.close();
    assertThat(read.progress()).as("which a run keeps").isEqualTo(progress);
  }

  @Test
  void numbersThatAreNotFiniteAreReadAsTheyAre() throws IOException {
    Net net = net(dense(2));
    KerasModel model = KerasCases.compiled(net, adam(), meanSquaredError());
    Map<String, FloatNdArray> weights = new LinkedHashMap<>(model.weights());
    weights.put("dense/bias", NdArrays.vectorOf(Float.NaN, Float.NEGATIVE_INFINITY));
    OptimizerState state = model.compiled().orElseThrow().state().orElseThrow();
    Map<String, FloatNdArray> slots = new LinkedHashMap<>(state.slots());
    FloatNdArray lost = NdArrays.vectorOf(Float.POSITIVE_INFINITY, Float.NaN);
    slots.put("dense/bias/momentum", lost);
    slots.put("dense/bias/velocity", lost);
    Compiled compiled =
        model
            .compiled()
            .orElseThrow()
            .with(Optional.of(new OptimizerState(state.iteration(), 0.001, slots)));
    KerasModel diverged =
        new KerasModel(
            "net", net, weights, Optional.of(compiled), Optional.empty(), TrainingProgress.NONE);
    KerasArchive.write(diverged, KerasClasses.BUILT_IN, file);
    TrainingState read = KerasArchive.readState(file, net, adam());
    assertThat(numbers(read.weights())).isEqualTo(numbers(weights));
    assertThat(numbers(read.optimizer().orElseThrow().slots())).isEqualTo(numbers(slots));
    assertThat(numbers(ModelFile.read(file, KerasClasses.BUILT_IN).weights()))
        .isEqualTo(numbers(weights));
  }

  /** In lists, where what is no number is equal to itself. */
  private static Map<String, List<Float>> numbers(Map<String, FloatNdArray> arrays) {
    Map<String, List<Float>> numbers = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          List<Float> all = new ArrayList<>();
          array.scalars().forEach(value -> all.add(value.getFloat()));
          numbers.put(name, all);
        });
    return numbers;
  }

  @Test
  void anotherNetIsRefused() throws IOException {
    write(net(dense(3), dense(2)), TrainingProgress.NONE);
    assertThatIOException()
        .isThrownBy(() -> KerasArchive.readState(file, net(dense(3), dense(4)), adam()))
        .withMessageContaining("layers/dense_1/vars/0: needs shape (3, 4), has (3, 2)");
  }
}
