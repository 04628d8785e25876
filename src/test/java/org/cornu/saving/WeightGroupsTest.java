package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;

/** Weights without an architecture, of models with models in them. */
class WeightGroupsTest {

  @TempDir private Path folder;

  /** Dense layers of 2 units without bias, each full of one number, at these places. */
  private Path file(Map<String, Integer> places, boolean named) {
    Path file = folder.resolve("a.weights.h5");
    try (WritableHdfFile root = HdfFile.write(file)) {
      root.putDataset("writer", "test");
      WritableGroup layers = root.putGroup("layers");
      places.forEach((path, value) -> fill(layers, path, value, named));
    }
    return file;
  }

  private static void fill(WritableGroup layers, String path, int value, boolean named) {
    WritableGroup group = layers;
    String[] parts = path.split("/");
    for (int i = 0; i < parts.length; i += 2) {
      group = i == 0 ? group.putGroup(parts[0]) : group.putGroup("layers").putGroup(parts[i]);
      WritableGroup vars = group.putGroup("vars");
      if (named) {
        vars.putAttribute("name", parts[i + 1]);
      }
      if (i + 2 == parts.length) {
        vars.putDataset("0", new float[][] {{value, value}, {value, value}});
      }
    }
  }

  private static Net net(Layer... layers) {
    return Net.chain(input(2), List.of(layers));
  }

  private static int first(Map<String, FloatNdArray> weights, String path) {
    return (int) weights.get(path).getFloat(0, 0);
  }

  @Test
  void namesTellWhichLayerIsWhich() throws IOException {
    Path file = file(Map.of("sequential/stem/dense/a", 1), true);
    Map<String, FloatNdArray> weights =
        WeightsFile.read(file, net(dense(2).noBias().named("stem_a"))).weights();
    assertThat(first(weights, "stem_a/kernel")).isEqualTo(1);
  }

  @Test
  void withoutNamesTheOrderInOneModelTells() throws IOException {
    Path file = file(Map.of("sequential/s/dense/a", 1), false);
    assertThat(first(WeightsFile.read(file, net(dense(2).noBias())).weights(), "dense/kernel"))
        .isEqualTo(1);
  }

  @Test
  void whatIsNotCertainIsRefused() {
    Path file = file(Map.of("sequential/s/dense/a", 1, "dense/b", 2), false);
    assertThatIOException()
        .isThrownBy(() -> WeightsFile.read(file, net(dense(2).noBias(), dense(2).noBias())))
        .withMessageContainingAll(
            "which of its 2 Dense the layer \"dense\" is", "give the .keras of the model");
  }

  @Test
  void moreWeightsThanTheNetHasAreRefused() throws IOException {
    Path file = folder.resolve("more.weights.h5");
    KerasModel model = KerasCases.compiled(net(dense(2), dense(2)), sgd(), meanSquaredError());
    WeightsFile.write(model, file);
    assertThatIOException()
        .isThrownBy(() -> WeightsFile.read(file, net(dense(2))))
        .withMessageContainingAll("holds weights in [layers/dense_1]", "the net has no layer");
  }
}
