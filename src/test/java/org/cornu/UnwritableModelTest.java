package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.callbacks.Callback;
import org.cornu.config.Config;
import org.cornu.data.Dataset;
import org.cornu.initializers.Initializer;
import org.cornu.layers.Layer;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.net.Negating;
import org.cornu.optimizers.Clock;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.Slot;
import org.cornu.optimizers.UpdateOptions;
import org.cornu.random.Draws;
import org.cornu.schedules.LearningRateSchedule;
import org.cornu.train.Fit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Parts of the user's own that do not say how they are written, of every kind. */
class UnwritableModelTest {

  private static final Dataset DATA = Blobs.classes(30);

  @TempDir private Path folder;

  record SilentMetric() implements Metric {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
      return accuracy().sums(tf, target, output);
    }

    @Override
    public double result(double[] sums) {
      return sums[0];
    }
  }

  record SilentOptimizer() implements Optimizer {
    @Override
    public UpdateOptions options() {
      return sgd().options();
    }

    @Override
    public List<Slot> slots(Map<String, Shape> weights) {
      return List.of();
    }

    @Override
    public Rule rule(Ops tf, Clock clock) {
      return sgd().rule(tf, clock);
    }
  }

  record SilentSchedule() implements LearningRateSchedule {
    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
      return tf.math.mul(tf.dtypes.cast(iterations, TFloat32.class), tf.constant(.001f));
    }
  }

  record SilentInitializer() implements Initializer {
    @Override
    public float[] values(Shape shape, Draws draws) {
      return new float[(int) shape.size()];
    }
  }

  record SilentLayer() implements Negating {}

  record Unspoken(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("no number");
    }
  }

  /** A layer that says it in words that no file holds. */
  record OddLayer() implements Negating {
    @Override
    public Config config() {
      return Config.of("words", new Unspoken(1));
    }
  }

  /** How to compile with one of them, by its name. */
  record Part(String name, Layer layer, Optimizer optimizer, Loss loss, Metric metric) {
    @Override
    public String toString() {
      return name;
    }

    Model compile() {
      return Sequential.of(input(2), layer, dense(3).softmax()).compile(optimizer, loss, metric);
    }
  }

  static Stream<Part> parts() {
    Layer layer = dense(3);
    Loss loss = categoricalCrossentropy();
    return Stream.of(
        new Part("SilentLoss", layer, adam(), new SilentLoss(), accuracy()),
        new Part("SilentMetric", layer, adam(), loss, new SilentMetric()),
        new Part("SilentOptimizer", layer, new SilentOptimizer(), loss, accuracy()),
        new Part("SilentSchedule", layer, sgd(new SilentSchedule()), loss, accuracy()),
        new Part(
            "SilentInitializer",
            dense(3).kernelInitializer(new SilentInitializer()),
            adam(),
            loss,
            accuracy()),
        new Part("SilentLayer", new SilentLayer(), adam(), loss, accuracy()),
        new Part("OddLayer", new OddLayer(), adam(), loss, accuracy()));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void isNotSavedAndSaysWhy(Part part) throws IOException {
    try (Model model = part.compile()) {
      assertThatThrownBy(() -> model.save(folder.resolve("net.keras")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(part.name.equals("OddLayer") ? "cannot be written" : part.name);
      model.saveWeights(folder.resolve("net.weights.h5"));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("net.weights.h5"));
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void isRefusedByWhatSavesItBeforeTheFirstEpoch(Part part) {
    String file = folder.resolve("net.keras").toString();
    for (Callback saves : List.of(modelCheckpoint(file), backupAndRestore(Path.of(file)))) {
      try (Model model = part.compile()) {
        Map<String, ?> before = model.weights();
        assertThatThrownBy(() -> model.fit(DATA, Fit.epochs(2).callbacks(saves)))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("cannot")
            .rootCause()
            .isNotNull();
        assertThat(model.weights()).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void itsWeightsAreKept(Part part) {
    String file = folder.resolve("{epoch}.weights.h5").toString();
    try (Model model = part.compile()) {
      model.fit(DATA, Fit.epochs(1).callbacks(modelCheckpoint(file)));
      assertThat(folder.resolve("1.weights.h5")).exists();
    }
  }
}
