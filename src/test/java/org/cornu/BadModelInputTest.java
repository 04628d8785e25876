package org.cornu;

import static org.cornu.BadCall.row;
import static org.cornu.callbacks.Callbacks.*;
import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.*;
import static org.cornu.metrics.Metrics.*;
import static org.cornu.optimizers.Optimizers.*;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong when they use a model: each message names the place, what it needs, and what
 * came.
 */
class BadModelInputTest {

  private static final int[] TWO = {2};
  private static final Sequential NET = Sequential.of(input(2), dense(3).softmax()).seed(1);
  private static final Dataset DATA = Blobs.classes(6);
  private static Model model;

  @BeforeAll
  static void compile() {
    model = NET.compile(adam(), categoricalCrossentropy(), accuracy());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static List<BadCall> fitting() {
    return List.of(
        row("epochs 0", () -> Fit.epochs(0), "fit", "epochs", "1 or more", "0"),
        row("batch size 0", () -> Fit.epochs(1).batchSize(0), "fit", "batchSize", "1 or more", "0"),
        row("split 0", () -> Fit.epochs(1).validationSplit(0), "validationSplit", "above 0", "0.0"),
        row("split 1", () -> Fit.epochs(1).validationSplit(1), "validationSplit", "below 1", "1.0"),
        row("split NaN", () -> Fit.epochs(1).validationSplit(Double.NaN), "validationSplit", "NaN"),
        row(
            "split to nothing",
            () -> model.fit(DATA, Fit.epochs(1).validationSplit(.9)),
            "fraction",
            "0.9"),
        row(
            "window 0",
            () -> Fit.epochs(1).shuffleWindow(0),
            "fit",
            "shuffleWindow",
            "1 or more",
            "0"),
        row("window -5", () -> Fit.epochs(1).shuffleWindow(-5), "shuffleWindow", "-5"),
        row("initial epoch 3 of 2", () -> Fit.epochs(2).initialEpoch(3), "initialEpoch", "3", "2"),
        row("initial epoch -1", () -> Fit.epochs(2).initialEpoch(-1), "initialEpoch", "-1"),
        row("null callback", () -> Fit.epochs(2).callbacks(epochLines(), null), "callbacks", "2"),
        row("null data", () -> model.fit(null, Fit.epochs(1)), "fit", "data", "null"),
        row("null settings", () -> model.fit(DATA, null), "fit", "settings", "null"),
        row("null validation", () -> Fit.epochs(1).validationData(null), "validationData", "null"),
        row(
            "other shape",
            () -> model.fit(Dataset.of(new float[3], new int[] {3}, new int[1]), Fit.epochs(1)),
            "fit",
            "(2,)",
            "(3,)"),
        row(
            "no labels",
            () -> model.evaluate(Dataset.of(new float[2], TWO)),
            "evaluate",
            "labels",
            "none"),
        row(
            "class 3 of 3",
            () -> model.evaluate(Dataset.of(new float[2], TWO, new int[] {3})),
            "evaluate",
            "3",
            "4"),
        row(
            "wide vectors",
            () -> model.evaluate(Dataset.of(new float[2], TWO, new float[1][4])),
            "evaluate",
            "3",
            "4"),
        row("long sample", () -> model.predict(new float[3]), "predict", "2", "3"),
        row("null sample", () -> model.predict((float[]) null), "predict", "sample", "null"),
        row(
            "unknown weight",
            () -> model.setWeights(Map.of("no/kernel", Bits.array(1))),
            "no/kernel"),
        row(
            "weight of another shape",
            () -> model.setWeights(Map.of("dense/bias", Bits.array(1))),
            "dense/bias",
            "(3,)",
            "(1,)"),
        row(
            "null weight",
            () -> model.setWeights(Collections.singletonMap("dense/bias", null)),
            "dense/bias",
            "null"),
        row("rate -1", () -> model.learningRate(-1), "learning rate", "-1.0"),
        row("rate NaN", () -> model.learningRate(Double.NaN), "learning rate", "NaN"),
        row(
            "patience -1",
            () -> earlyStopping("loss").patience(-1),
            "earlyStopping",
            "patience",
            "-1"),
        row(
            "baseline NaN",
            () -> earlyStopping("loss").baseline(Double.NaN),
            "earlyStopping",
            "finite baseline",
            "NaN"),
        row(
            "threshold infinite",
            () -> modelCheckpoint("m.keras").threshold(Double.POSITIVE_INFINITY),
            "modelCheckpoint",
            "finite threshold",
            "Infinity"),
        row(
            "threshold of nothing",
            () -> model.fit(DATA, Fit.epochs(1).callbacks(modelCheckpoint("m.keras").threshold(1))),
            "modelCheckpoint",
            "bestOnly",
            "threshold"),
        row(
            "the best of batches",
            () -> modelCheckpoint("m.keras").bestOnly("loss").everyBatches(3),
            "modelCheckpoint",
            "bestOnly",
            "everyBatches"),
        row(
            "a figure of no known way",
            () -> model.fit(DATA, Fit.epochs(1).callbacks(earlyStopping("val_top5"))),
            "earlyStopping",
            "max() or min()",
            "val_top5"),
        row(
            "unknown figure",
            () -> model.fit(DATA, Fit.epochs(1).callbacks(earlyStopping("val_loss"))),
            "val_loss",
            "loss"),
        row("factor 1", () -> reduceLROnPlateau("loss").factor(1), "factor", "1.0"),
        row(
            "every 0 batches",
            () -> backupAndRestore(Path.of("x.keras")).everyBatches(0),
            "everyBatches",
            "0"),
        row(
            "not .keras",
            () -> modelCheckpoint("model.zip"),
            "modelCheckpoint",
            ".keras",
            "model.zip"),
        row(
            "a template of no figure",
            () -> model.fit(DATA, Fit.epochs(1).callbacks(modelCheckpoint("target/m-{acc}.keras"))),
            "acc"));
  }

  static List<BadCall> files() {
    Path none = Path.of("no/such");
    return List.of(
        row("load nothing", () -> Model.load(none), "no/such"),
        row("load null", () -> Model.load((Path) null), "load", "null"),
        row("predictor of nothing", () -> Predictor.load(none), "no/such", "no such"),
        row("weights of nothing", () -> model.loadWeights(none), "no/such"),
        row(
            "save as .zip",
            () -> model.save(Path.of("target/model.zip")),
            "save",
            ".keras",
            "model.zip"),
        row(
            "weights as .keras",
            () -> model.saveWeights(Path.of("target/w.keras")),
            "saveWeights",
            ".weights.h5",
            "w.keras"),
        row("export to null", () -> model.export(null), "export", "folder", "null"));
  }

  @ParameterizedTest
  @MethodSource({"fitting", "files"})
  void isRefusedInWords(BadCall call) {
    call.assertRefusedInWords();
  }
}
