package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.callbacks.Callbacks.swapEMAWeights;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.lossScaleOptimizer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Optimizers;
import org.cornu.saving.OptimizerCases;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;

/** What any optimizer keeps goes through a checkpoint to the bit. */
class ResumeOptimizersTest {

  /** Five batches an epoch, the last one short. */
  private static final int BATCHES = 5;

  @TempDir private Path folder;

  static Stream<Map.Entry<String, Optimizer>> optimizers() {
    return OptimizerCases.ALL.entrySet().stream();
  }

  private static Model compile(Optimizer optimizer) {
    return Sequential.of(input(2), dense(4).tanh(), dropout(.2), dense(3).softmax())
        .seed(11)
        .compile(optimizer, sparseCategoricalCrossentropy());
  }

  /** What is left of a training. */
  private Map<String, FloatNdArray> fit(Optimizer optimizer, Callback... callbacks) {
    Map<String, FloatNdArray> left = new LinkedHashMap<>();
    Fit fit = Fit.epochs(3).batchSize(7).validationSplit(.25).callbacks(callbacks);
    try (Model model = compile(optimizer)) {
      left.put("losses", floats(model.fit(Blobs.classes(43), fit).values("val_loss")));
      left.putAll(model.weights());
      return left;
    }
  }

  private static FloatNdArray floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return NdArrays.vectorOf(floats);
  }

  private static Callback failing(int after) {
    AtomicInteger left = new AtomicInteger(after);
    return lambdaCallback()
        .onBatchBegin(
            batch -> {
              if (left.decrementAndGet() < 0) {
                throw new IllegalStateException("a power cut");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aBrokenTrainingEndsAsAWholeOne(Map.Entry<String, Optimizer> each) {
    assertEndsAlike(each.getValue(), lambdaCallback());
  }

  @Test
  void meansThatStandInForWeightsAreTakenBack() {
    assertEndsAlike(adam(.05).ema(.8), swapEMAWeights().onEpoch());
  }

  private void assertEndsAlike(Optimizer optimizer, Callback more) {
    Map<String, FloatNdArray> whole = fit(optimizer, lambdaCallback(), more);
    Callback backup = backupAndRestore(folder.resolve("backup.keras")).everyBatches(1);
    for (int batches : new int[] {2, BATCHES - 1, 1, 2}) {
      assertThatThrownBy(() -> fit(optimizer, failing(batches), more, backup))
          .hasMessage("a power cut");
    }
    assertThat(fit(optimizer, lambdaCallback(), more, backup)).isEqualTo(whole);
  }

  @Test
  void aRunOfOtherExclusionsIsAnother() {
    Callback backup = backupAndRestore(folder.resolve("backup.keras")).everyBatches(1);
    var optimizer = Optimizers.adamW();
    assertThatThrownBy(() -> fit(optimizer, failing(2), backup)).hasMessage("a power cut");
    assertThatThrownBy(
            () -> fit(optimizer.excludeFromWeightDecay("bias"), lambdaCallback(), backup))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("checkpoint of another run");
  }

  @Test
  void stepsWithoutFiniteGradientsMoveNothing() {
    Optimizer optimizer = lossScaleOptimizer(adam(.1).ema()).initialScale(3e38);
    Dataset far = Dataset.of(new float[] {9, -9, -9, 5}, new int[] {2}, new int[] {0, 1});
    Sequential net = Sequential.of(input(2), dense(2).softmax()).seed(2);
    try (Model model = net.compile(optimizer, sparseCategoricalCrossentropy())) {
      Map<String, FloatNdArray> before = model.weights();
      model.fit(far, Fit.epochs(1));
      assertThat(model.weights()).isEqualTo(before);
      model.fit(far, Fit.epochs(5));
      assertThat(model.weights()).isNotEqualTo(before);
    }
  }
}
