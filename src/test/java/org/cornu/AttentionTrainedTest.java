package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerNormalization;
import static org.cornu.layers.Layers.multiHeadAttention;
import static org.cornu.layers.Layers.reshape;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** An encoder of one block, for which a digit is a sentence of 28 rows. */
class AttentionTrainedTest {

  @Test
  void learnsDigits() {
    Input image = input(28, 28, 1);
    Value rows = image.then(reshape(28, 28), dense(32));
    Value heeded = layerNormalization().on(add().on(rows, multiHeadAttention(4, 8).on(rows, rows)));
    Value block =
        layerNormalization().on(add().on(heeded, heeded.then(dense(64).relu(), dense(32))));
    Functional net = Functional.of(image, block.then(flatten(), dense(10).softmax()));
    Dataset digits = Mnist.load().train().take(6000);

    try (Model model = net.seed(1).compile(adam(), categoricalCrossentropy(), accuracy())) {
      model.fit(digits, Fit.epochs(2).batchSize(32));
      double seen = model.evaluate(Mnist.load().test().take(1000)).metrics().get("accuracy");

      assertThat(seen).isGreaterThan(0.8);
    }
  }
}
