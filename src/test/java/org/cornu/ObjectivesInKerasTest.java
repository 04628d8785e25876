package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.*;
import static org.cornu.metrics.Metrics.auc;
import static org.cornu.metrics.Metrics.binaryIoU;
import static org.cornu.metrics.Metrics.concordanceCorrelation;
import static org.cornu.metrics.Metrics.equalAccuracy;
import static org.cornu.metrics.Metrics.f1Score;
import static org.cornu.metrics.Metrics.fBetaScore;
import static org.cornu.metrics.Metrics.falseNegatives;
import static org.cornu.metrics.Metrics.falsePositives;
import static org.cornu.metrics.Metrics.meanIoU;
import static org.cornu.metrics.Metrics.pearsonCorrelation;
import static org.cornu.metrics.Metrics.precision;
import static org.cornu.metrics.Metrics.precisionAtRecall;
import static org.cornu.metrics.Metrics.r2Score;
import static org.cornu.metrics.Metrics.recall;
import static org.cornu.metrics.Metrics.recallAtPrecision;
import static org.cornu.metrics.Metrics.rootMeanSquaredError;
import static org.cornu.metrics.Metrics.sensitivityAtSpecificity;
import static org.cornu.metrics.Metrics.specificityAtSensitivity;
import static org.cornu.metrics.Metrics.trueNegatives;
import static org.cornu.metrics.Metrics.truePositives;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.cornu.layers.Dense;
import org.cornu.losses.Loss;
import org.cornu.metrics.AUCCurve;
import org.cornu.metrics.AUCSummation;
import org.cornu.metrics.FBetaScore.Average;
import org.cornu.metrics.Metric;
import org.cornu.metrics.Metrics;
import org.cornu.metrics.R2Score.Aggregation;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every loss and metric, with its options, is Keras's in Keras too: measured, and a step on. */
@Tag("python")
class ObjectivesInKerasTest {

  private static final float[][] X = {{1, 2}, {-1, .5f}, {.25f, -2}, {3, 1}, {-2, -1}, {.5f, .5f}};
  private static final int[] CLASSES = {0, 1, 2, 1, 0, 2};
  private static final float[][] ONE_HOT = {
    {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}
  };
  private static final float[][] QUESTIONS = {
    {1, 0, 1}, {0, 1, 1}, {0, 0, 0}, {1, 1, 0}, {1, 1, 1}, {0, 0, 1}
  };
  private static final float[][] NUMBERS = {
    {1, 2, .5f}, {2, .25f, 1}, {.5f, .5f, 3}, {.1f, 1, 1}, {3, 2, 2}, {1, .3f, .7f}
  };

  private static final Dense POSITIVE =
      dense(3).activation(org.cornu.activations.Activations.softplus());
  private static final Dense SOFTMAX = dense(3).softmax();
  private static final Dense SIGMOIDS = dense(3).sigmoid();

  private static final List<Metric> OF_NUMBERS =
      List.of(
          metric(meanSquaredError()).named("mse"),
          metric(meanAbsoluteError()),
          metric(meanAbsolutePercentageError()),
          metric(meanSquaredLogarithmicError()),
          metric(logCosh()),
          metric(poisson()),
          metric(huber().delta(.25)),
          metric(org.cornu.losses.Losses.cosineSimilarity()).named("minus"),
          Metrics.cosineSimilarity(),
          rootMeanSquaredError(),
          r2Score(),
          r2Score()
              .aggregation(Aggregation.VARIANCE_WEIGHTED_AVERAGE)
              .numRegressors(2)
              .named("adjusted"),
          pearsonCorrelation(),
          concordanceCorrelation(),
          pearsonCorrelation().axis(0).named("of_batch"));

  private static final List<Metric> OF_CHOICES =
      List.of(
          metric(klDivergence()),
          metric(categoricalHinge()),
          metric(categoricalCrossentropy()),
          metric(categoricalCrossentropy().labelSmoothing(.1)).named("smooth"),
          metric(categoricalFocalCrossentropy().gamma(1)),
          metric(tversky().axes(1).alpha(.3)),
          f1Score().average(Average.MACRO),
          f1Score().average(Average.MICRO).named("micro"),
          fBetaScore(2).average(Average.WEIGHTED).threshold(.4),
          meanIoU(3),
          meanIoU(3).targetClassIds(0, 2).ignoreClass(1),
          precision().topK(2),
          recall().classId(1).threshold(.25));

  private static final List<Metric> OF_QUESTIONS =
      List.of(
          auc(),
          auc().curve(AUCCurve.PR).named("pr"),
          auc().curve(AUCCurve.PRGAIN).summation(AUCSummation.MAJORING).named("gain"),
          auc().thresholds(.2, .6).named("two"),
          auc().numThresholds(11).multiLabel(true).labelWeights(1, .5, 2).named("labels"),
          truePositives(),
          falsePositives().threshold(.3),
          falseNegatives(),
          trueNegatives(),
          precision(),
          recall(),
          precisionAtRecall(.5),
          recallAtPrecision(.4),
          sensitivityAtSpecificity(.5).numThresholds(10),
          specificityAtSensitivity(.5).classId(2),
          binaryIoU(),
          binaryIoU().targetClassIds(1).threshold(.3).named("yes"),
          equalAccuracy().named("equal"),
          metric(binaryCrossentropy()),
          metric(binaryCrossentropy().labelSmoothing(.2)).named("smooth"),
          metric(binaryCrossentropy().axis(1)).named("axis"),
          metric(binaryFocalCrossentropy().balanced(.6)),
          metric(hinge()),
          metric(squaredHinge()));

  private static final List<Metric> OF_CLASSES =
      List.of(
          metric(sparseCategoricalCrossentropy()),
          metric(sparseCategoricalCrossentropy().ignoreClass(1)).named("some"),
          metric(categoricalGeneralizedCrossEntropy()),
          meanIoU(3),
          meanIoU(3).targetClassIds(1).ignoreClass(0));

  @TempDir private Path folder;
  private final Map<String, Object> labels = new LinkedHashMap<>();

  private void save(Dense last, Object truth, List<Metric> metrics, Loss... losses)
      throws Exception {
    for (Loss loss : losses) {
      String name = "%d_%s".formatted(labels.size(), loss.name());
      Sequential net = Sequential.of(input(2), dense(4).tanh(), last).seed(3);
      try (Model model = net.compile(sgd(.01), loss, metrics.toArray(Metric[]::new))) {
        model.save(folder.resolve(name + ".keras"));
      }
      labels.put(name, truth);
    }
  }

  private static Dataset data(Object truth) {
    float[] x = new float[2 * X.length];
    for (int i = 0; i < X.length; i++) {
      System.arraycopy(X[i], 0, x, 2 * i, 2);
    }
    int[] shape = {2};
    return truth instanceof int[] classes
        ? Dataset.of(x, shape, classes)
        : Dataset.of(x, shape, (float[][]) truth);
  }

  @Test
  void kerasMeasuresAndTrainsByThem() throws Exception {
    save(
        POSITIVE,
        NUMBERS,
        OF_NUMBERS,
        meanAbsoluteError(),
        meanAbsolutePercentageError(),
        meanSquaredLogarithmicError(),
        huber().delta(.5),
        logCosh(),
        poisson(),
        org.cornu.losses.Losses.cosineSimilarity(),
        sum(huber()));
    save(
        SOFTMAX,
        ONE_HOT,
        OF_CHOICES,
        klDivergence(),
        categoricalHinge(),
        categoricalFocalCrossentropy().alpha(.5).gamma(1.5).labelSmoothing(.1),
        dice(),
        dice().axes(1),
        dice().axes(0, 1),
        tversky().alpha(.3).beta(.8),
        sum(categoricalCrossentropy()));
    save(
        SIGMOIDS,
        QUESTIONS,
        OF_QUESTIONS,
        binaryFocalCrossentropy(),
        binaryFocalCrossentropy().balanced(.6).gamma(1),
        binaryCrossentropy().axis(1),
        hinge(),
        squaredHinge());
    save(
        SOFTMAX,
        CLASSES,
        OF_CLASSES,
        sparseCategoricalCrossentropy().ignoreClass(1),
        categoricalGeneralizedCrossEntropy().q(.3));
    save(dense(3).tanh(), CLASSES, List.of(), circle().gamma(8).margin(.25), circle());

    JsonNode keras = keras();
    for (Map.Entry<String, Object> each : labels.entrySet()) {
      Dataset data = data(each.getValue());
      JsonNode theirs = keras.required(each.getKey());
      try (Model ours = Model.load(folder.resolve("kept").resolve(each.getKey() + ".keras"))) {
        assertSame(each.getKey(), ours.evaluate(data), theirs.required("before"));
        ours.fit(data, Fit.epochs(1).batchSize(X.length).noShuffle());
        assertSame(each.getKey(), ours.evaluate(data), theirs.required("after"));
      }
    }
  }

  /** Keras saves its own over the files. */
  private JsonNode keras() throws Exception {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    for (String name : labels.keySet()) {
      Files.copy(folder.resolve(name + ".keras"), kept.resolve(name + ".keras"));
    }
    JsonMapper json = JsonMapper.shared();
    Files.writeString(
        folder.resolve("data.json"), json.writeValueAsString(Map.of("x", X, "labels", labels)));
    Script.run("train_keras_files.py", Map.of("KERAS_BACKEND", "tensorflow"), folder);
    return json.readTree(Files.readString(folder.resolve("trained.json")));
  }

  private static void assertSame(String name, Evaluation ours, JsonNode keras) {
    Map<String, Double> figures = new LinkedHashMap<>(ours.metrics());
    figures.put("loss", ours.loss());
    assertThat(figures).as(name).hasSize(keras.size());
    figures.forEach(
        (figure, value) -> {
          double theirs = keras.required(figure).doubleValue();
          assertThat(value)
              .as("%s, %s", name, figure)
              .isCloseTo(theirs, within(2e-5 * Math.max(1, Math.abs(theirs))));
        });
  }
}
