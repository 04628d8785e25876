package org.cornu;

import static org.cornu.BadCall.row;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerNormalization;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.shared;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Objective.objective;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.categoricalAccuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.layers.Dense;
import org.cornu.layers.Input;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.losses.Objective;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong when they describe a net of several inputs and outputs: each message names
 * the place, what it needs, what came, and the remedy.
 */
class BadNetTest {

  private static final Input X = input(4).named("x");
  private static final Input Y = input(3).named("y");
  private static final Value DIGIT = dense(3).softmax().named("digit").on(X);
  private static final Value BOX = dense(1).named("box").on(X);
  private static final Functional TWO = Functional.of(X, DIGIT, BOX);
  private static final Objective ON_BOX = objective("box", meanSquaredError());
  private static final Model MODEL = TWO.compile(sgd(.1), ON_BOX);
  private static final Dataset DATA = Dataset.of(Part.floats("x", new float[8], 4));

  @AfterAll
  static void close() {
    MODEL.close();
  }

  static List<BadCall> nets() {
    Shared<Dense> tower = shared(dense(2));
    tower.on(X);
    Sequential inner = Sequential.of(input(4), dense(2));
    return List.of(
        row(
            "an axis named twice",
            () -> layerNormalization().axis(1, -1).on(X),
            "needs each axis once",
            "[-1, 1]"),
        row(
            "widths that do not fit",
            () -> add().named("sum").on(X, Y),
            "Add \"sum\"",
            "needs",
            "(4,)",
            "(3,)",
            "it reads input \"x\" (4,) and input \"y\" (3,)"),
        row(
            "a value of another net",
            () -> Functional.of(X, add().on(DIGIT, Y)),
            "input \"y\" (3,)",
            "not among the net's inputs",
            "\"x\""),
        row(
            "a name twice",
            () -> Functional.of(X, add().on(dense(2).named("a").on(X), dense(2).named("a").on(X))),
            "unique",
            "\"a\" twice",
            "named(...)"),
        row(
            "an input with the name of a layer",
            () -> Functional.of(X, dense(2).named("x").on(X)),
            "unique",
            "\"x\" twice"),
        row(
            "two nets of one name",
            () -> Functional.of(X, add().on(inner.on(X), inner.on(X))),
            "\"sequential\" twice",
            "named(...)"),
        row("an input twice", () -> Functional.of(List.of(X, X), DIGIT), "once", "\"x\""),
        row(
            "another width for shared weights",
            () -> tower.on(Y),
            "Dense",
            "shared",
            "\"kernel\"",
            "(4, 2)",
            "(3, 2)"),
        row("nothing read", () -> dense(2).on(), "Dense", "needs one input", "got 0"),
        row("nothing merged", () -> add().on(), "Add", "needs", "nothing"),
        row("two read by one", () -> relu().on(X, X), "Activation", "needs one input", "got 2"),
        row(
            "two values by on",
            () -> new UserLayers.Halves(1).on(X),
            "Halves",
            "2 values",
            "outputsOn(...)"),
        row(
            "two values by then",
            () -> X.then(new UserLayers.Halves(1), dense(2)),
            "Halves",
            "2 values",
            "outputsOn(...)"),
        row(
            "two values by inferenceOn",
            () -> shared(new UserLayers.Halves(1)).inferenceOn(X),
            "Halves",
            "2 values",
            "outputsOn(...)"),
        row(
            "two values in a chain",
            () -> Sequential.of(input(4), new UserLayers.Halves(1), dense(2)),
            "Sequential",
            "halves",
            "Functional"),
        row("a null value", () -> dense(2).on((Value) null), "Dense", "needs values", "null"),
        row("null values", () -> dense(2).on((Value[]) null), "Dense", "needs", "null"),
        row("a null layer", () -> X.then(dense(2), null), "then", "needs", "layer", "2", "null"),
        row("a null output", () -> Functional.of(X, DIGIT, null), "Functional.of", "needs", "2"),
        row("no output", () -> Functional.of(X), "needs", "an output", "0"),
        row("no layer", () -> Functional.of(X, X), "layer", "needs", "none"),
        row(
            "no input of that type",
            () -> inner.on(input(4).dtype(DType.INT32)),
            "needs (4,)",
            "got (4,) int32"));
  }

  static List<BadCall> compiled() {
    return List.of(
        row(
            "no such output",
            () -> TWO.compile(sgd(.1), objective("digits", meanSquaredError())),
            "compile",
            "[digit, box]",
            "\"digits\""),
        row(
            "an output twice",
            () -> TWO.compile(sgd(.1), ON_BOX, ON_BOX),
            "compile",
            "\"box\" twice"),
        row(
            "a loss for no output",
            () -> TWO.compile(sgd(.1), meanSquaredError()),
            "compile",
            "[digit, box]",
            "objective(\"digit\", ...)"),
        row("no objective", () -> TWO.compile(sgd(.1)), "compile", "objective", "none"),
        row(
            "a metric of classes for a number",
            () -> TWO.compile(sgd(.1), ON_BOX.metrics(categoricalAccuracy())),
            "categorical_accuracy",
            "2 or more classes",
            "got 1",
            "\"box\""),
        row(
            "more guesses than classes",
            () ->
                TWO.compile(
                    sgd(.1),
                    objective("digit", sparseCategoricalCrossentropy())
                        .weightedMetrics(topKCategoricalAccuracy(4))),
            "top_k",
            "4",
            "3",
            "\"digit\""),
        row(
            "a metric's name twice",
            () -> TWO.compile(sgd(.1), ON_BOX.metrics(binaryAccuracy(), binaryAccuracy())),
            "\"binary_accuracy\"",
            "named(...)"),
        row(
            "a metric by the name of a weighed one",
            () ->
                TWO.compile(
                    sgd(.1),
                    ON_BOX
                        .metrics(
                            binaryAccuracy(), binaryAccuracy().named("weighted_binary_accuracy"))
                        .weightedMetrics(binaryAccuracy())),
            "\"weighted_binary_accuracy\"",
            "named(...)"),
        row(
            "an output whose loss is called as validation's",
            () ->
                Functional.of(X, BOX, dense(1).named("val").on(X))
                    .compile(sgd(.1), ON_BOX, objective("val", meanSquaredError())),
            "\"val_loss\"",
            "another name"),
        row("an infinite weight", () -> ON_BOX.weight(Double.NaN), "weight", "finite", "NaN"),
        row("a null metric", () -> ON_BOX.metrics(accuracy(), null), "metrics", "2", "null"),
        row(
            "one answer of two",
            () -> MODEL.predict(DATA),
            "one output",
            "has 2",
            "predictByOutput"),
        row(
            "targets that are not there",
            () -> MODEL.fit(DATA.withTargets(part("a"), part("b")), Fit.epochs(1)),
            "fit needs",
            "\"box\"",
            "[a, b]"),
        row(
            "a target of an output that is not trained",
            () -> MODEL.trainOnBatch(DATA.withTargets(part("digit"))),
            "trainOnBatch needs",
            "\"box\", which is trained",
            "\"digit\""),
        row(
            "weights for no target",
            () -> DATA.withTargets(part("box")).withWeights("digit", new float[2]),
            "withWeights",
            "[box]",
            "\"digit\""),
        row(
            "a class weight for two targets",
            () ->
                MODEL.fit(
                    DATA.withTargets(
                        Part.classes("box", new int[2]), Part.classes("digit", new int[2])),
                    Fit.epochs(1).classWeights(java.util.Map.of(0, 2d))),
            "one target",
            "box",
            "digit"));
  }

  private static Part part(String name) {
    return Part.floats(name, new float[2], 1);
  }

  @ParameterizedTest
  @MethodSource({"nets", "compiled"})
  void isRefusedInWords(BadCall call) {
    call.assertRefusedInWords();
  }
}
