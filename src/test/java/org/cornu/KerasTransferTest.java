package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.globalAveragePooling2d;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.nio.file.Path;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.random.Draws;
import org.cornu.random.Seed;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of {@code docs/guide/transfer.md}, over a net that Keras wrote. */
@Tag("python")
@Tag("slow")
class KerasTransferTest {

  private static final String KERNEL = "base/block_16_project/kernel";

  @TempDir private Path folder;

  /** Noise, bright or dark. */
  private static Dataset pets() {
    Draws draws = new Seed(1).draws("pets", "", 0);
    int count = 48;
    float[] pixels = new float[count * 96 * 96 * 3];
    int[] classes = new int[count];
    for (int i = 0; i < pixels.length; i++) {
      int image = i / (96 * 96 * 3);
      classes[image] = image % 2;
      pixels[i] = (float) (draws.uniform() - 0.5 + (image % 2 == 0 ? 0.8 : -0.8));
    }
    return Dataset.of(Part.floats("x", pixels, 96, 96, 3)).withTargets(Part.classes("y", classes));
  }

  @Test
  void aNetOfKerassIsCutFrozenExtendedTrainedAndUnfrozen() throws Exception {
    Script.run("make_applications.py", Map.of(), folder, "MobileNetV2");
    Path pretrained = folder.resolve("MobileNetV2.keras");
    Path warm = folder.resolve("warm.keras");
    Dataset pets = pets();
    float[] before;
    float[] frozen;

    Functional base = Functional.load(pretrained).upTo("out_relu").named("base");
    Sequential head =
        Sequential.of(
                input(96, 96, 3),
                base.asLayer().frozen(),
                globalAveragePooling2d(),
                dropout(0.2),
                dense(2).softmax())
            .seed(1);
    try (Model model = head.compile(adam(0.01), sparseCategoricalCrossentropy(), accuracy())) {
      model.loadWeights(pretrained, "base");
      before = Bits.weights(model).get(KERNEL);
      model.fit(pets, Fit.epochs(25).batchSize(16));
      model.save(warm);
      frozen = Bits.weights(model).get(KERNEL);
      assertThat(model.evaluate(pets).accuracy()).isGreaterThan(0.9);
    }

    Sequential whole =
        Sequential.of(
                input(96, 96, 3),
                base.asLayer(),
                globalAveragePooling2d(),
                dropout(0.2),
                dense(2).softmax())
            .seed(1);
    try (Model model = whole.compile(adam(1e-5), sparseCategoricalCrossentropy(), accuracy())) {
      model.loadWeights(warm);
      double warmed = model.evaluate(pets).accuracy();
      model.fit(pets, Fit.epochs(1).batchSize(16));
      assertThat(warmed).isGreaterThan(0.9);
      assertThat(Bits.weights(model).get(KERNEL)).isNotEqualTo(before);
    }
    assertThat(frozen).isEqualTo(before);
  }
}
