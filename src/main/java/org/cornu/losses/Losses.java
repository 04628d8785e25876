package org.cornu.losses;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.metrics.Metric;

/** The losses by Keras's names, with Keras's defaults, to be imported statically. */
public final class Losses {

  private Losses() {}

  /**
   * For classes of which one is right; labels as class indices or as one-hot vectors. In Python a
   * saved model then needs one-hot vectors: {@code keras.utils.to_categorical(labels)}.
   */
  public static CategoricalCrossentropy categoricalCrossentropy() {
    return new CategoricalCrossentropy(false, 0, ClassAxis.LAST);
  }

  /** The same, passing over what is answered well already. */
  public static CategoricalFocalCrossentropy categoricalFocalCrossentropy() {
    return new CategoricalFocalCrossentropy(
        Focus.GAMMA, CategoricalFocalCrossentropy.ALPHA, false, 0, ClassAxis.LAST);
  }

  /** For classes of which one is right; labels as class indices, in Python too. */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false, OptionalInt.empty());
  }

  /** For classes of which one is right, some labels being wrong; labels as class indices. */
  public static CategoricalGeneralizedCrossEntropy categoricalGeneralizedCrossEntropy() {
    return new CategoricalGeneralizedCrossEntropy(.5);
  }

  /** For yes-or-no questions; labels 0 or 1. */
  public static BinaryCrossentropy binaryCrossentropy() {
    return new BinaryCrossentropy(false, 0, ClassAxis.LAST);
  }

  /** The same, passing over what is answered well already. */
  public static BinaryFocalCrossentropy binaryFocalCrossentropy() {
    return new BinaryFocalCrossentropy(
        Focus.GAMMA, OptionalDouble.empty(), false, 0, ClassAxis.LAST);
  }

  /** For numbers. */
  public static PlainLoss meanSquaredError() {
    return new PlainLoss(PlainLoss.Kind.MEAN_SQUARED_ERROR);
  }

  /** For numbers of which some lie far off. */
  public static PlainLoss meanAbsoluteError() {
    return new PlainLoss(PlainLoss.Kind.MEAN_ABSOLUTE_ERROR);
  }

  /** For numbers whose errors count by their own size, in percent. */
  public static PlainLoss meanAbsolutePercentageError() {
    return new PlainLoss(PlainLoss.Kind.MEAN_ABSOLUTE_PERCENTAGE_ERROR);
  }

  /** For numbers of 0 or more, of which the ratio matters. */
  public static PlainLoss meanSquaredLogarithmicError() {
    return new PlainLoss(PlainLoss.Kind.MEAN_SQUARED_LOGARITHMIC_ERROR);
  }

  /** For numbers: squared where the error is less than 1, absolute beyond. */
  public static Huber huber() {
    return new Huber(1);
  }

  /** For numbers: nearly {@link #huber}, and smooth. */
  public static PlainLoss logCosh() {
    return new PlainLoss(PlainLoss.Kind.LOG_COSH);
  }

  /** For counts, the output being what is expected, above 0. */
  public static PlainLoss poisson() {
    return new PlainLoss(PlainLoss.Kind.POISSON);
  }

  /** For directions. */
  public static CosineSimilarity cosineSimilarity() {
    return new CosineSimilarity(ClassAxis.LAST);
  }

  /** For distributions. */
  public static PlainLoss klDivergence() {
    return new PlainLoss(PlainLoss.Kind.KL_DIVERGENCE);
  }

  /** For yes-or-no questions with a margin; labels -1 or 1, or 0 or 1. */
  public static PlainLoss hinge() {
    return new PlainLoss(PlainLoss.Kind.HINGE);
  }

  /** The same, squared. */
  public static PlainLoss squaredHinge() {
    return new PlainLoss(PlainLoss.Kind.SQUARED_HINGE);
  }

  /** For classes of which one is right, with a margin; labels as class indices or as vectors. */
  public static PlainLoss categoricalHinge() {
    return new PlainLoss(PlainLoss.Kind.CATEGORICAL_HINGE);
  }

  /** For areas, such as those of a picture. */
  public static Dice dice() {
    return new Dice(List.of());
  }

  /** The same, weighing what is missed and what is too much. */
  public static Tversky tversky() {
    return new Tversky(.5, .5, List.of());
  }

  /** For vectors of length 1 that lie near each other where classes are alike. */
  public static Circle circle() {
    return new Circle(80, .4, true);
  }

  /** The sum of a loss in place of its mean (Keras: {@code reduction="sum"}). */
  public static SummedLoss sum(Loss loss) {
    return new SummedLoss(loss);
  }

  /**
   * The mean of a loss, to be watched beside another that is trained on: {@code
   * metric(meanAbsoluteError())} (Keras: the metrics of the losses' names).
   */
  public static LossMetric metric(Loss loss) {
    return new LossMetric(loss);
  }

  /**
   * What one of several outputs is trained to: {@code objective("digit",
   * sparseCategoricalCrossentropy()).metrics(accuracy())}.
   */
  public static Objective objective(String output, Loss loss) {
    return Objective.objective(output, loss);
  }

  /** What the only output is trained to, where it has weighted metrics or a weight. */
  public static Objective objective(Loss loss) {
    return Objective.objective(loss);
  }

  /**
   * A function of your own: {@code loss("distance", (tf, target, output) -> tf.math.abs(...))}.
   *
   * @param name under which messages speak of it
   */
  public static FunctionLoss loss(String name, FunctionLoss.Formula formula) {
    return new FunctionLoss(name, formula);
  }

  /** How files name them, and the metrics that they are when watched. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    row(rows, BinaryCrossentropy.class, BinaryCrossentropy::from, "BinaryCrossentropy", "BCE");
    row(
        rows,
        BinaryFocalCrossentropy.class,
        BinaryFocalCrossentropy::from,
        "BinaryFocalCrossentropy");
    row(
        rows,
        CategoricalCrossentropy.class,
        CategoricalCrossentropy::from,
        "CategoricalCrossentropy");
    row(
        rows,
        CategoricalFocalCrossentropy.class,
        CategoricalFocalCrossentropy::from,
        "CategoricalFocalCrossentropy");
    row(
        rows,
        CategoricalGeneralizedCrossEntropy.class,
        CategoricalGeneralizedCrossEntropy::from,
        "CategoricalGeneralizedCrossEntropy");
    row(
        rows,
        SparseCategoricalCrossentropy.class,
        SparseCategoricalCrossentropy::from,
        "SparseCategoricalCrossentropy");
    for (PlainLoss.Kind kind : PlainLoss.Kind.values()) {
      row(rows, PlainLoss.class, config -> new PlainLoss(kind), names(kind));
    }
    row(rows, Huber.class, Huber::from, "Huber", "HuberLoss");
    row(rows, Dice.class, Dice::from, "Dice");
    row(rows, Tversky.class, Tversky::from, "Tversky");
    row(rows, Circle.class, Circle::from, "Circle");
    rows.add(
        new KerasClass<>(
            Loss.class, "LossFunctionWrapper", SummedLoss.class, config -> Wrapped.loss(config)));
    rows.add(metricRow("MeanMetricWrapper", LossMetric::ofWrapper));
    rows.add(
        metricRow("LogCoshError", config -> LossMetric.from(config, none -> Losses.logCosh())));
    // Keras's metric of this name has the other sign.
    for (String name : List.of("CosineSimilarity", "CosineProximity")) {
      rows.add(lossRow(name, CosineSimilarity.class, CosineSimilarity::from));
    }
    return rows;
  }

  /** Short names, and those of Keras 2. */
  private static String[] names(PlainLoss.Kind kind) {
    String[] others =
        switch (kind) {
          case MEAN_SQUARED_ERROR -> new String[] {"MSE"};
          case MEAN_ABSOLUTE_ERROR -> new String[] {"MAE"};
          case MEAN_ABSOLUTE_PERCENTAGE_ERROR -> new String[] {"MAPE"};
          case MEAN_SQUARED_LOGARITHMIC_ERROR -> new String[] {"MSLE"};
          case KL_DIVERGENCE -> new String[] {"KLD", "KullbackLeiblerDivergence"};
          case LOG_COSH -> new String[] {"Logcosh"};
          default -> new String[0];
        };
    return Stream.concat(Stream.of(kind.className()), Stream.of(others)).toArray(String[]::new);
  }

  private static <T extends Loss> void row(
      List<KerasClass<?>> rows, Class<T> type, Function<Config, T> from, String... names) {
    for (String name : names) {
      rows.add(lossRow(name, type, from));
      rows.add(metricRow(name, config -> LossMetric.from(config, from)));
    }
  }

  private static <T extends Loss> KerasClass<?> lossRow(
      String name, Class<T> type, Function<Config, T> from) {
    return new KerasClass<>(Loss.class, name, type, config -> Reduction.read(config, from));
  }

  private static KerasClass<?> metricRow(String name, Function<Config, LossMetric> from) {
    return new KerasClass<>(Metric.class, name, LossMetric.class, from);
  }
}
