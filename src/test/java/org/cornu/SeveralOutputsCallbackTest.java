package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.csvLogger;
import static org.cornu.callbacks.Callbacks.earlyStopping;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Objective.objective;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.history.History;
import org.cornu.layers.Input;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks watch the figures of one of several outputs. */
class SeveralOutputsCallbackTest {

  @TempDir Path folder;

  private static Functional net() {
    Input x = input(2).named("x");
    return Functional.of(x, dense(3).softmax().named("digit").on(x), dense(1).named("box").on(x))
        .seed(4);
  }

  private static Dataset data() {
    int[] digits = new int[24];
    float[] boxes = new float[24];
    for (int i = 0; i < 24; i++) {
      digits[i] = i % 3;
      boxes[i] = i % 3 == 0 ? 1 : 0;
    }
    return Dataset.of(Part.floats("x", Blobs.points(24), 2))
        .withTargets(Part.floats("box", boxes, 1), Part.classes("digit", digits));
  }

  @Test
  void theBestOfAnOutputIsKeptRestoredAndLogged() throws IOException {
    Path best = folder.resolve("best.keras");
    Path csv = folder.resolve("history.csv");
    try (Model model =
        net()
            .compile(
                adam(.3), // too fast, so that it also gets worse
                objective("digit", sparseCategoricalCrossentropy()).metrics(accuracy()),
                objective("box", meanSquaredError()).weight(.5))) {
      History history =
          model.fit(
              data(),
              Fit.epochs(12)
                  .batchSize(4)
                  .validationSplit(.25)
                  .callbacks(
                      csvLogger(csv),
                      modelCheckpoint(best.toString()).bestOnly("val_box_loss"),
                      earlyStopping("val_box_loss").patience(3).restoreBestWeights()));
      double lowest =
          history.epochs().stream()
              .mapToDouble(each -> each.logs().get("val_box_loss"))
              .min()
              .orElseThrow();
      Dataset held = data().split(.25).validation();
      assertThat(history.last().logs().get("val_box_loss")).isGreaterThan(lowest + 1e-4);
      assertThat(model.evaluate(held).metric("box_loss")).isCloseTo(lowest, within(1e-6));
      try (Model read = Model.load(best)) {
        assertThat(read.evaluate(held).metric("box_loss")).isCloseTo(lowest, within(1e-6));
      }
      assertThat(Files.readString(csv))
          .contains("digit_loss", "box_loss", "digit_accuracy", "val_digit_accuracy");
    }
  }

  @Test
  void aModelIsCompiledAnewForOneOfItsOutputs() {
    try (Model model = net().compile(sgd(.1), objective("box", meanSquaredError()))) {
      float[] box = Bits.weights(model).get("box/kernel");
      float[] digit = Bits.weights(model).get("digit/kernel");
      model.recompile(
          sgd(.1), objective("digit", sparseCategoricalCrossentropy()).metrics(accuracy()));
      Map<String, Double> logs = model.fit(data(), Fit.epochs(1)).last().logs();
      assertThat(logs).containsOnlyKeys("loss", "digit_accuracy");
      assertThat(Bits.weights(model).get("box/kernel")).isEqualTo(box);
      assertThat(Bits.weights(model).get("digit/kernel")).isNotEqualTo(digit);
    }
  }
}
