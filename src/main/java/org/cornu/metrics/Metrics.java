package org.cornu.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/**
 * The metrics by Keras's names, to be imported statically. Those that Keras names after a loss are
 * made of it: {@code metric(meanAbsoluteError())}, by {@code Losses.metric}.
 */
public final class Metrics {

  private Metrics() {}

  /** The fraction of right answers, of one yes-or-no question or of a choice of classes. */
  public static Metric accuracy() {
    return new Accuracy();
  }

  /** The fraction of samples whose most probable class is the right one. */
  public static CategoricalAccuracy categoricalAccuracy() {
    return new CategoricalAccuracy(CategoricalAccuracy.NAME);
  }

  /** The fraction of yes-or-no questions answered rightly, of which a sample may have several. */
  public static BinaryAccuracy binaryAccuracy() {
    return new BinaryAccuracy(.5);
  }

  /** The fraction of samples whose class is among the {@code k} most probable. */
  public static TopKCategoricalAccuracy topKCategoricalAccuracy(int k) {
    return new TopKCategoricalAccuracy(k, TopKCategoricalAccuracy.NAME);
  }

  /** The fraction of numbers that are exactly the target's. */
  public static EqualAccuracy equalAccuracy() {
    return new EqualAccuracy(EqualAccuracy.NAME);
  }

  /** What share of the answers that are a yes is right. */
  public static HitRate precision() {
    return new HitRate(HitRate.Kind.PRECISION);
  }

  /** What share of the questions that are to be answered with yes is. */
  public static HitRate recall() {
    return new HitRate(HitRate.Kind.RECALL);
  }

  /** How many answers are a yes, rightly. */
  public static ConfusionCount truePositives() {
    return new ConfusionCount(ConfusionCount.Kind.TRUE_POSITIVES);
  }

  /** How many answers are a yes, wrongly. */
  public static ConfusionCount falsePositives() {
    return new ConfusionCount(ConfusionCount.Kind.FALSE_POSITIVES);
  }

  /** How many answers are a no, wrongly. */
  public static ConfusionCount falseNegatives() {
    return new ConfusionCount(ConfusionCount.Kind.FALSE_NEGATIVES);
  }

  /** How many answers are a no, rightly. */
  public static ConfusionCount trueNegatives() {
    return new ConfusionCount(ConfusionCount.Kind.TRUE_NEGATIVES);
  }

  /** The area under the curve of right over wrong answers with yes, or another curve. */
  public static AUC auc() {
    return new AUC();
  }

  /** The best precision at a recall of at least this, in [0, 1]. */
  public static CurvePoint precisionAtRecall(double recall) {
    return new CurvePoint(CurvePoint.Kind.PRECISION_AT_RECALL, recall);
  }

  /** The best recall at a precision of at least this, in [0, 1]. */
  public static CurvePoint recallAtPrecision(double precision) {
    return new CurvePoint(CurvePoint.Kind.RECALL_AT_PRECISION, precision);
  }

  /** The best recall where at least this share of the negatives is found, in [0, 1]. */
  public static CurvePoint sensitivityAtSpecificity(double specificity) {
    return new CurvePoint(CurvePoint.Kind.SENSITIVITY_AT_SPECIFICITY, specificity);
  }

  /** The best share of the negatives that is found, at a recall of at least this, in [0, 1]. */
  public static CurvePoint specificityAtSensitivity(double sensitivity) {
    return new CurvePoint(CurvePoint.Kind.SPECIFICITY_AT_SENSITIVITY, sensitivity);
  }

  /** The harmonic mean of precision and recall; {@code average(MACRO)} of several classes. */
  public static FBetaScore f1Score() {
    return new FBetaScore(FBetaScore.Average.NONE, 1, OptionalDouble.empty(), FBetaScore.NAME_OF_1);
  }

  /** The same, recall counting beta times as much. */
  public static FBetaScore fBetaScore(double beta) {
    return new FBetaScore(FBetaScore.Average.NONE, beta, OptionalDouble.empty(), FBetaScore.NAME);
  }

  /** How far the areas of classes lie over each other, of all classes or of some. */
  public static IoU meanIoU(int numClasses) {
    return IoU.mean(numClasses);
  }

  /** The same of yes-or-no questions. */
  public static BinaryIoU binaryIoU() {
    return new BinaryIoU(List.of(0, 1), .5, BinaryIoU.NAME);
  }

  /** The root of the mean squared difference. */
  public static RootMeanSquaredError rootMeanSquaredError() {
    return new RootMeanSquaredError(RootMeanSquaredError.NAME);
  }

  /** What share of the targets' variance the output explains. */
  public static R2Score r2Score() {
    return new R2Score(R2Score.Aggregation.UNIFORM_AVERAGE, 0, R2Score.NAME);
  }

  /** The mean cosine between target and output; the loss of this name is minus that. */
  public static CosineSimilarity cosineSimilarity() {
    return new CosineSimilarity(-1, CosineSimilarity.NAME);
  }

  /** Whether the numbers of an output are a straight line of the target's. */
  public static Correlation pearsonCorrelation() {
    return new Correlation(Correlation.Kind.PEARSON);
  }

  /** Whether they are the target's. */
  public static Correlation concordanceCorrelation() {
    return new Correlation(Correlation.Kind.CONCORDANCE);
  }

  /**
   * The mean of a function of your own: {@code metric("distance", (tf, target, output) -> ...)}.
   *
   * @param name under which it is logged
   */
  public static FunctionMetric metric(String name, FunctionMetric.Formula formula) {
    return new FunctionMetric(name, formula);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(new KerasClass<>(Metric.class, "accuracy", Accuracy.class, config -> new Accuracy()));
    rows.add(KerasClass.of(Metric.class, BinaryAccuracy.class, BinaryAccuracy::from));
    rows.add(KerasClass.of(Metric.class, CategoricalAccuracy.class, CategoricalAccuracy::from));
    rows.add(
        metric(
            "SparseCategoricalAccuracy",
            CategoricalAccuracy.class,
            CategoricalAccuracy::fromSparse));
    rows.add(
        KerasClass.of(Metric.class, TopKCategoricalAccuracy.class, TopKCategoricalAccuracy::from));
    rows.add(
        metric(
            "SparseTopKCategoricalAccuracy",
            TopKCategoricalAccuracy.class,
            TopKCategoricalAccuracy::fromSparse));
    for (ConfusionCount.Kind kind : ConfusionCount.Kind.values()) {
      rows.add(
          metric(
              kind.className(), ConfusionCount.class, config -> ConfusionCount.from(config, kind)));
    }
    for (HitRate.Kind kind : HitRate.Kind.values()) {
      rows.add(metric(kind.className(), HitRate.class, config -> HitRate.from(config, kind)));
    }
    for (CurvePoint.Kind kind : CurvePoint.Kind.values()) {
      rows.add(metric(kind.className(), CurvePoint.class, config -> CurvePoint.from(config, kind)));
    }
    for (Correlation.Kind kind : Correlation.Kind.values()) {
      rows.add(
          metric(kind.className(), Correlation.class, config -> Correlation.from(config, kind)));
    }
    rows.add(KerasClass.of(Metric.class, AUC.class, AUC::from));
    rows.add(KerasClass.of(Metric.class, FBetaScore.class, FBetaScore::from));
    rows.add(metric("F1Score", FBetaScore.class, FBetaScore::fromF1));
    rows.add(KerasClass.of(Metric.class, IoU.class, IoU::from));
    rows.add(metric("MeanIoU", IoU.class, IoU::from));
    rows.add(metric("OneHotIoU", IoU.class, IoU::fromOneHot));
    rows.add(metric("OneHotMeanIoU", IoU.class, IoU::fromOneHot));
    rows.add(KerasClass.of(Metric.class, BinaryIoU.class, BinaryIoU::from));
    rows.add(KerasClass.of(Metric.class, RootMeanSquaredError.class, RootMeanSquaredError::from));
    rows.add(KerasClass.of(Metric.class, R2Score.class, R2Score::from));
    rows.add(KerasClass.of(Metric.class, CosineSimilarity.class, CosineSimilarity::from));
    rows.add(metric("Accuracy", EqualAccuracy.class, EqualAccuracy::from));
    return rows;
  }

  private static KerasClass<?> metric(
      String name, Class<? extends Metric> type, Function<Config, Metric> from) {
    return new KerasClass<>(Metric.class, name, type, from);
  }
}
