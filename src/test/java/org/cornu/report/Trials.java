package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cornu.data.Dataset;
import org.cornu.history.ConfusionMatrix;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.history.Predictions;

/** Made-up trials that look like real ones; every number follows from the arguments. */
final class Trials {

  static final List<String> DIGITS = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private static final String SUMMARY =
      """
      Model: "%s"
      Layer (type)              Output Shape            Param #
      conv2d (Conv2D)           (None, 24, 24, 32)          832
      re_lu (ReLU)              (None, 24, 24, 32)            0
      dense (Dense)             (None, 10)               46,090
      Total params: 46,922
      """;

  private Trials() {}

  static Trial trial(String model, long seed, double accuracy, int[] truth) {
    Random random = new Random(31 * model.hashCode() + seed);
    Predictions predictions = predictions(random, accuracy, truth);
    double right = ConfusionMatrix.of(predictions, 10).accuracy();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", "20");
    settings.put("batch size", "128");
    return new Trial(
        model,
        "",
        SUMMARY.formatted(model),
        46_922,
        settings,
        DIGITS,
        history(random, seed, accuracy, 2 + 50 * accuracy * accuracy),
        new Evaluation(
            0.03 + random.nextDouble() / 100, Map.of("accuracy", right), truth.length, 1),
        predictions);
  }

  /** Fails unless two trials agree to the bit; records of arrays are never equal of themselves. */
  static void assertEqual(Trial actual, Trial expected) {
    assertThat(StoredTrial.of(actual)).isEqualTo(StoredTrial.of(expected));
    Predictions predictions = expected.predictions();
    assertThat(actual.predictions().truth()).isEqualTo(predictions.truth());
    assertThat(actual.predictions().predicted()).isEqualTo(predictions.predicted());
    assertThat(actual.predictions().confidence()).isEqualTo(predictions.confidence());
  }

  /** Twenty epochs that rise towards an accuracy and overfit a little. */
  static History history(Random random, long seed, double accuracy, double secondsPerEpoch) {
    List<Epoch> epochs = new ArrayList<>();
    for (int n = 1; n <= 20; n++) {
      double noise = random.nextGaussian() / 1500;
      Map<String, Double> logs = new LinkedHashMap<>();
      logs.put("loss", 0.3 / n + 0.002 - noise / 8);
      logs.put("accuracy", 1 - 0.08 / Math.pow(n, 1.5) - 0.0005);
      logs.put("val_loss", 0.04 + 0.08 / n + 0.001 * n - 2 * noise);
      logs.put("val_accuracy", accuracy - 0.03 / n + noise);
      epochs.add(new Epoch(n, logs, 0.001, secondsPerEpoch + noise * 50));
    }
    return new History(seed, epochs);
  }

  /** Black squares of 8 x 8 grey pixels with one white row, by class. */
  static Dataset images(int[] truth) {
    byte[] pixels = new byte[truth.length * 64];
    for (int i = 0; i < truth.length; i++) {
      for (int x = 0; x < 8; x++) {
        pixels[i * 64 + truth[i] % 8 * 8 + x] = (byte) 255;
      }
    }
    return Dataset.of(pixels, new int[] {8, 8, 1}, truth);
  }

  /** Classes 0 to 9 in turn. */
  static int[] truth(int samples) {
    return IntStream.range(0, samples).map(i -> i % 10).toArray();
  }

  private static Predictions predictions(Random random, double accuracy, int[] truth) {
    int[] predicted = truth.clone();
    float[] confidence = new float[truth.length];
    for (int i = 0; i < truth.length; i++) {
      confidence[i] = (float) (1 - random.nextDouble() / 100);
      if (random.nextDouble() > accuracy) {
        predicted[i] = (truth[i] + (random.nextBoolean() ? 5 : 1 + random.nextInt(9))) % 10;
        confidence[i] = 0.4f + 0.6f * random.nextFloat();
      }
    }
    return new Predictions(truth, predicted, confidence);
  }
}
