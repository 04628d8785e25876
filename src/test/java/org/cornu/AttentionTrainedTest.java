package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerNormalization;
import static org.cornu.layers.Layers.multiHeadAttention;
import static org.cornu.layers.Layers.reshape;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.nio.file.Path;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** An encoder of one block, for which a digit is a sentence of 28 rows. */
class AttentionTrainedTest {

  @TempDir private Path folder;

  /** Adds to each step a vector that stands for its place. */
  private record Positions() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return List.of(
          WeightSpec.trainable("positions", input, Initializers.randomUniform(-0.05, 0.05)));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return scope.tf().math.add(x, scope.weight("positions"));
    }

    @Override
    public Config config() {
      return Config.EMPTY;
    }

    static Positions from(Config config) {
      return new Positions();
    }
  }

  @Test
  void learnsDigits() throws Exception {
    Input image = input(28, 28, 1);
    Value rows = image.then(reshape(28, 28), dense(32), new Positions());
    Value heeded = layerNormalization().on(add().on(rows, multiHeadAttention(4, 8).on(rows, rows)));
    Value block =
        layerNormalization().on(add().on(heeded, heeded.then(dense(64).relu(), dense(32))));
    Functional net =
        Functional.of(image, block.then(globalAveragePooling1d(), dense(10).softmax()));
    Dataset digits = Mnist.load().train().take(6000);
    Dataset held = Mnist.load().test().take(1000);
    Path file = folder.resolve("encoder.keras");

    try (Model model = net.seed(1).compile(adam(0.003), categoricalCrossentropy(), accuracy())) {
      assertThat(model.evaluate(held).accuracy()).isLessThan(0.3);

      model.fit(digits, Fit.epochs(3).batchSize(32));

      assertThat(model.evaluate(held).accuracy()).isGreaterThan(0.8);
      model.save(file);
      try (Model loaded =
          Model.load(file, KerasClass.of(Layer.class, Positions.class, Positions::from))) {
        assertThat(loaded.predict(held)).isDeepEqualTo(model.predict(held));
      }
    }
  }
}
