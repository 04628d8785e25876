package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.losses.Loss;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a checkpoint needs of a net, and which one it keeps. */
class CheckpointTest {

  private static final Dataset DATA = Blobs.classes(60);

  @TempDir private Path folder;

  /** A loss that says nothing of how to make it again. */
  private record Own() implements Loss {

    @Override
    public String name() {
      return "own";
    }

    @Override
    public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
      return tf.math.mean(tf.math.abs(tf.math.sub(target, output)), tf.constant(1));
    }
  }

  private static Model scaled() {
    return Sequential.of(input(2), new Scale(1), dense(3).softmax())
        .seed(3)
        .compile(sgd(0.1).momentum(0.9), sparseCategoricalCrossentropy());
  }

  private static Callback failAfter(int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    return lambdaCallback()
        .onBatchEnd(
            (batch, logs) -> {
              if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("a power cut");
              }
            });
  }

  @Test
  void aNetWithALayerOfTheUsersOwnGoesOn() {
    Fit fit = Fit.epochs(3).batchSize(20);
    Callback backup = backupAndRestore(folder.resolve("own.keras"));
    try (Model whole = scaled();
        Model broken = scaled();
        Model resumed = scaled()) {
      var unbroken = whole.fit(DATA, fit);
      Fit failing = fit.callbacks(backup, failAfter(5));
      assertThatThrownBy(() -> broken.fit(DATA, failing)).hasMessage("a power cut");
      Callback sameName = lambdaCallback();
      var history = resumed.fit(DATA, fit.callbacks(backup, sameName));
      assertThat(history.names()).isEqualTo(unbroken.names());
      assertThat(history.values("loss")).isEqualTo(unbroken.values("loss"));
      assertThat(resumed.weights()).isEqualTo(whole.weights());
    }
  }

  /** It lies in the resources since metrics were called otherwise in Keras's words. */
  @Test
  void aCheckpointOfAnEarlierBuildGoesOn() throws IOException {
    float[] x = new float[40];
    int[] y = new int[20];
    for (int i = 0; i < 20; i++) {
      x[2 * i] = i % 3;
      x[2 * i + 1] = (i * 7) % 5;
      y[i] = i % 3;
    }
    Dataset data = Dataset.of(x, new int[] {2}, y);
    Sequential net = Sequential.of(input(2), dense(4).tanh(), dense(3).softmax()).seed(5);
    Fit fit = Fit.epochs(3).batchSize(5);
    Path file = folder.resolve("older.keras");
    try (InputStream older = getClass().getResourceAsStream("checkpoints/sparse_top_k.keras")) {
      Files.copy(older, file);
    }
    try (Model whole = compile(net);
        Model resumed = compile(net)) {
      double[] losses = whole.fit(data, fit).values("loss");
      Fit again = fit.callbacks(lambdaCallback(), backupAndRestore(file).everyBatches(1));
      var history = resumed.fit(data, again);
      assertThat(history.epochs().get(0).seconds()).isEqualTo(0.543026152);
      assertThat(history.values("loss")).containsExactly(losses, within(1e-5));
    }
  }

  private static Model compile(Sequential net) {
    return net.compile(
        adam(0.01), sparseCategoricalCrossentropy(), accuracy(), topKCategoricalAccuracy(2));
  }

  @Test
  void aRunThatFailsAfterItWasStoppedKeepsItsCheckpoint() {
    Path file = folder.resolve("failed.keras");
    Callback stopping =
        training ->
            new Callback.Run() {
              @Override
              public void epochEnd(Epoch epoch) {
                if (epoch.number() == 2) {
                  training.stop();
                }
              }
            };
    Callback failing =
        lambdaCallback()
            .onEpochEnd(
                epoch -> {
                  if (epoch.number() == 2) {
                    throw new IllegalStateException("a full disk");
                  }
                });
    try (Model model = scaled()) {
      Fit fit = Fit.epochs(3).callbacks(stopping, failing, backupAndRestore(file));
      assertThatThrownBy(() -> model.fit(DATA, fit)).hasMessage("a full disk");
    }
    assertThat(file).exists();
  }

  @Test
  void aRunThatDivergesKeepsItsLastGoodCheckpoint() throws IOException {
    Path file = folder.resolve("diverged.keras");
    Dataset far = Dataset.of(new float[] {1e3f, -1e3f}, new int[] {1}, new float[][] {{1}, {-1}});
    // Each step multiplies the error by some -200: after two epochs of ten it is infinite.
    Sequential net = Sequential.of(input(1), dense(1)).seed(1);
    Fit fit = Fit.epochs(40).batchSize(2).callbacks(backupAndRestore(file));
    try (Model model = net.compile(sgd(1e-4), meanSquaredError())) {
      var history = model.fit(far, fit);
      assertThat(history.last().logs().get("loss")).isNaN();
    }
    try (Model kept = Model.load(file)) {
      assertThat(kept.weights().get("dense/kernel").getFloat(0, 0)).isFinite();
    }
    try (Model again = net.compile(sgd(1e-4), meanSquaredError())) {
      var history = again.fit(far, fit);
      assertThat(history.epochs()).hasSize(40);
      assertThat(history.last().logs().get("loss")).isNaN();
    }
  }

  @Test
  void whatCannotBeKeptIsRefusedBeforeTheFirstEpoch() {
    Path file = folder.resolve("loss.keras");
    AtomicInteger batches = new AtomicInteger();
    Callback counting = lambdaCallback().onBatchEnd((batch, logs) -> batches.incrementAndGet());
    Fit fit = Fit.epochs(1).callbacks(counting, backupAndRestore(file));
    Dataset vectors = Dataset.of(new float[] {1, 2}, new int[] {1}, new float[][] {{1}, {2}});
    try (Model model = Sequential.of(input(1), dense(1)).compile(sgd(), new Own())) {
      assertThatThrownBy(() -> model.fit(vectors, fit))
          .rootCause()
          .hasMessageContaining("has no config()");
    }
    assertThat(batches).hasValue(0);
    assertThat(file).doesNotExist();
  }

  @Test
  void aRunWithMoreEpochsThanAreAskedForIsRefused() throws IOException {
    Path file = folder.resolve("more.keras");
    Callback backup = backupAndRestore(file).keepCheckpoint();
    try (Model model = scaled()) {
      model.fit(DATA, Fit.epochs(3).callbacks(backup));
    }
    byte[] before = Files.readAllBytes(file);
    try (Model model = scaled()) {
      assertThatThrownBy(() -> model.fit(DATA, Fit.epochs(2).callbacks(backup)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(file.toString(), "3 epochs", "2 were asked for");
    }
    assertThat(file).hasBinaryContent(before);
  }
}
