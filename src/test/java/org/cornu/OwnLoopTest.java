package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.layers.Input;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.FloatNdArray;

/** Loops that users write over batches of their own. */
class OwnLoopTest {

  private static final int BATCH = 64;

  /** Generator and discriminator, each trained against the other, as its weights are given on. */
  @Test
  void aGeneratorLearnsADistributionFromItsDiscriminator() {
    Random random = new Random(1);
    Sequential judge =
        Sequential.of(input(1), dense(16).tanh(), dense(16).tanh(), dense(1).sigmoid())
            .named("judge");
    Sequential maker = Sequential.of(input(1), dense(8).tanh(), dense(1)).named("maker");
    Input noise = input(1).named("noise");
    Functional both =
        Functional.of(noise, noise.then(maker.asLayer(), judge.asLayer().frozen())).seed(2);
    float[] before = new float[2];
    float[] after = new float[2];

    try (Model discriminator = judge.seed(1).compile(adam(.01), binaryCrossentropy());
        Model generator = maker.seed(3).compile(adam(.005), binaryCrossentropy());
        Model stack = both.compile(adam(.004), binaryCrossentropy())) {
      for (int step = 0; step <= 600; step++) {
        generator.setWeights(named(stack.weights(), "maker/", path -> path));
        float[][] made = generator.predict(noise(random, BATCH));
        if (step == 0 || step == 600) {
          moments(generator.predict(noise(random, 2000)), step == 0 ? before : after);
        }
        discriminator.trainOnBatch(halves(random, made));
        stack.setWeights(named(discriminator.weights(), "", path -> "judge/" + path));
        Map<String, Double> logs = stack.trainOnBatch(labelled(noise(random, BATCH), 1));
        assertThat(logs.get("loss")).isFinite();
      }
      Map<String, FloatNdArray> judges = named(stack.weights(), "judge/", path -> path);
      assertThat(judges).isEqualTo(discriminator.weights()); // frozen: it only judged
    }
    // The target has mean 3 and standard deviation 0.5.
    assertThat(Math.abs(before[0] - 3)).isGreaterThan(2);
    assertThat(after[0]).isCloseTo(3, within(.35f));
    assertThat(after[1]).isCloseTo(.5f, within(.25f));
  }

  private static Map<String, FloatNdArray> named(
      Map<String, FloatNdArray> weights, String prefix, UnaryOperator<String> name) {
    Map<String, FloatNdArray> some = new LinkedHashMap<>();
    weights.forEach(
        (path, value) -> {
          if (path.startsWith(prefix)) {
            some.put(name.apply(path.substring(prefix.length())), value);
          }
        });
    return some;
  }

  private static Dataset noise(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Dataset.of(Part.floats("noise", values, 1));
  }

  private static Dataset labelled(Dataset data, float label) {
    float[] labels = new float[data.size()];
    Arrays.fill(labels, label);
    return data.withTargets(Part.floats("real", labels, 1));
  }

  /** As many real numbers as made ones. */
  private static Dataset halves(Random random, float[][] made) {
    float[] values = new float[2 * made.length];
    float[] labels = new float[values.length];
    for (int i = 0; i < made.length; i++) {
      values[i] = (float) (3 + .5 * random.nextGaussian());
      labels[i] = 1;
      values[made.length + i] = made[i][0];
    }
    return Dataset.of(Part.floats("x", values, 1)).withTargets(Part.floats("real", labels, 1));
  }

  /** Mean and standard deviation. */
  private static void moments(float[][] rows, float[] moments) {
    double sum = 0;
    double squares = 0;
    for (float[] row : rows) {
      sum += row[0];
      squares += row[0] * row[0];
    }
    double mean = sum / rows.length;
    moments[0] = (float) mean;
    moments[1] = (float) Math.sqrt(squares / rows.length - mean * mean);
  }

  @Test
  void batchByBatchIsWhatFitDoes() {
    Dataset data = Blobs.classes(22);
    Sequential net =
        Sequential.of(input(2), dense(8).relu(), dropout(.3), dense(3).softmax()).seed(5);
    try (Model fitted = net.compile(adam(), categoricalCrossentropy(), accuracy());
        Model looped = net.compile(adam(), categoricalCrossentropy(), accuracy())) {
      Map<String, Double> last =
          fitted.fit(data, Fit.epochs(2).batchSize(4).noShuffle()).last().logs();
      Map<String, Double> sums = new HashMap<>();
      for (int step = 0; step < 12; step++) {
        int from = step % 6 * 4;
        Dataset batch = data.range(from, Math.min(from + 4, 22));
        Map<String, Double> tested = looped.testOnBatch(batch);
        assertThat(looped.testOnBatch(batch)).isEqualTo(tested); // no step
        Map<String, Double> logs = looped.trainOnBatch(batch);
        if (step >= 6) {
          logs.forEach((name, value) -> sums.merge(name, value * batch.size(), Double::sum));
        }
      }
      assertThat(Bits.weights(looped)).usingRecursiveComparison().isEqualTo(Bits.weights(fitted));
      assertThat(last).containsOnlyKeys("loss", "accuracy");
      last.forEach((name, value) -> assertThat(sums.get(name) / 22).isCloseTo(value, within(1e-6)));
    }
  }
}
