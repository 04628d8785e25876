package org.cornu;

import static org.cornu.BadCall.row;
import static org.cornu.initializers.Initializers.*;
import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.*;
import static org.cornu.metrics.Metrics.*;
import static org.cornu.optimizers.Optimizers.*;
import static org.cornu.recurrent.Recurrent.*;

import java.nio.file.Path;
import java.util.List;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.data.ImageFolder;
import org.cornu.data.Mnist;
import org.cornu.graph.DType;
import org.cornu.losses.Loss;
import org.cornu.schedules.Schedules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong when they make data and nets: each message names the place, what it needs,
 * and what came.
 */
class BadInputTest {

  private static final int[] TWO = {2};
  private static final Path NONE = Path.of("no/such");
  private static final Sequential NET = Sequential.of(input(2), dense(3).softmax()).seed(1);
  private static final Dataset DATA = Blobs.classes(6);

  static List<BadCall> data() {
    float nan = Float.NaN;
    return List.of(
        row("no samples", () -> Dataset.of(new float[0], TWO), "features", "at least one", "none"),
        row("half a sample", () -> Dataset.of(new float[3], TWO), "2", "3"),
        row(
            "shape of nothing",
            () -> Dataset.of(new float[2], new int[0]),
            "shape",
            "at least one",
            "none"),
        row("size 0", () -> Dataset.of(new float[2], new int[] {0}), "shape", "0"),
        row("size -1", () -> Dataset.of(new float[2], new int[] {-1}), "shape", "-1"),
        row(
            "huge shape",
            () -> Dataset.of(new float[2], new int[] {1 << 20, 1 << 20}),
            "shape",
            "1048576"),
        row("NaN", () -> Dataset.of(new float[] {0, nan}, TWO), "finite", "NaN", "1"),
        row("infinity", () -> Dataset.of(new float[] {0, 1 / 0f}, TWO), "finite", "Infinity"),
        row(
            "too few labels",
            () -> Dataset.of(new float[4], TWO, new int[1]),
            "values",
            "1 samples",
            "4"),
        row(
            "negative class",
            () -> Dataset.of(new float[2], TWO, new int[] {-1}),
            "class",
            "-1",
            "0"),
        row("too few vectors", () -> Dataset.of(new float[4], TWO, new float[1][3]), "2", "1"),
        row(
            "uneven vectors",
            () -> Dataset.of(new float[4], TWO, new float[][] {{1}, {1, 0}}),
            "1",
            "2"),
        row(
            "null vector",
            () -> Dataset.of(new float[2], TWO, new float[][] {null}),
            "vector",
            "null"),
        row(
            "NaN vector",
            () -> Dataset.of(new float[2], TWO, new float[][] {{nan}}),
            "finite",
            "NaN"),
        row("empty vectors", () -> Dataset.of(new float[2], TWO, new float[1][0]), "vector", "0"),
        row("too few names", () -> DATA.withClassNames(List.of("a")), "class names", "3", "1"),
        row("split 0", () -> DATA.split(0), "above 0", "0.0"),
        row("split 1", () -> DATA.split(1), "below 1", "1.0"),
        row("split NaN", () -> DATA.split(Double.NaN), "above 0", "NaN"),
        row("take none", () -> DATA.take(0), "0"),
        row("take more", () -> DATA.take(7), "7", "6"),
        row("sample -1", () -> DATA.sample(-1), "-1", "6"),
        row("no folder", () -> Mnist.load(Path.of("no/such/folder")), "no/such/folder"),
        row("no images", () -> Idx.stream(NONE, NONE), "no/such", "no such file"),
        row(
            "no image folder",
            () -> ImageFolder.stream(NONE, 2, 2, 1),
            "no/such",
            "no such folder"),
        row("2 channels", () -> ImageFolder.stream(NONE, 2, 2, 2), "channels", "1", "3", "2"),
        row("height 0", () -> ImageFolder.stream(NONE, 0, 2, 1), "shape", "above 0", "(0, 2, 1)"));
  }

  static List<BadCall> nets() {
    return List.of(
        row("no layers", () -> Sequential.of(input(2)), "net", "layer", "none"),
        row("null layer", () -> Sequential.of(input(2), dense(1), null), "layers", "null", "2"),
        row("empty name", () -> NET.named(""), "named", "\"\""),
        row("empty layer name", () -> dense(1).named(""), "name", "\"\""),
        row("a slash", () -> dense(1).named("a/b"), "name", "a/b"),
        row(
            "same names",
            () -> Sequential.of(input(2), dense(1).named("a"), dense(1).named("a")),
            "\"a\"",
            "twice"),
        row("input of nothing", () -> input(), "input", "size"),
        row("input of 0", () -> input(0), "input", "0"),
        row("input of -2", () -> input(-2), "input", "-2"),
        row("huge input", () -> Sequential.of(input(1L << 40), dense(1)), "input", "1099511627776"),
        row("dense of 0", () -> dense(0), "dense", "1 or more", "0"),
        row("huge dense", () -> Sequential.of(input(100_000), dense(100_000)), "dense", "100000"),
        row("conv of 0", () -> conv2d(0, 3), "conv2d", "1 or more", "0"),
        row("kernel of 0", () -> conv2d(1, 0), "conv2d", "0"),
        row(
            "words to dense",
            () -> Sequential.of(input(2).dtype(DType.STRING), dense(1)),
            "dense",
            "numbers",
            "string",
            "textVectorization()"),
        row(
            "words to lstm",
            () -> Sequential.of(input(2, 3).dtype(DType.STRING), lstm(1)),
            "lstm",
            "numbers",
            "(2, 3) string"),
        row(
            "words to an embedding",
            () -> Sequential.of(input(2).dtype(DType.STRING), embedding(3, 2)),
            "embedding",
            "numbers",
            "(2,) string"),
        row(
            "two ways there",
            () -> bidirectional(lstm(1)).backwardLayer(gru(1)),
            "one goes backwards",
            "none that does",
            "use goBackwards()"),
        row(
            "two ways back",
            () -> bidirectional(lstm(1).goBackwards()).backwardLayer(gru(1).goBackwards()),
            "one goes backwards",
            "two that do",
            "leave out goBackwards()"),
        row(
            "sequences one way",
            () -> bidirectional(lstm(1)).backwardLayer(gru(1).goBackwards().returnSequences()),
            "return the same",
            "returnSequences() of the second alone"),
        row("stride of 0", () -> conv2d(1, 3).strides(0), "strides", "0"),
        row("dilation of 0", () -> conv2d(1, 3).dilation(0), "dilation", "0"),
        row("groups of 3", () -> conv2d(4, 3).groups(3), "groups", "3", "4"),
        row(
            "conv of a vector",
            () -> Sequential.of(input(2), conv2d(1, 3)),
            "conv2d",
            "(height, width, channels)",
            "(2,)"),
        row(
            "kernel too large",
            () -> Sequential.of(input(4, 4, 1), conv2d(1, 5)),
            "conv2d",
            "5",
            "4"),
        row("pool of 0", () -> maxPooling2d(0), "0"),
        row(
            "pool too large",
            () -> Sequential.of(input(4, 4, 1), maxPooling2d(5)),
            "max_pooling2d",
            "5",
            "4"),
        row("dropout of -0.1", () -> dropout(-.1), "dropout", "-0.1"),
        row("dropout of 1.5", () -> dropout(1.5), "dropout", "1.5"),
        row("dropout of NaN", () -> dropout(Double.NaN), "dropout", "NaN"),
        row(
            "momentum of 2",
            () -> batchNormalization().momentum(2),
            "batchNormalization",
            "momentum",
            "2.0"),
        row(
            "epsilon of -1",
            () -> batchNormalization().epsilon(-1),
            "batchNormalization",
            "epsilon",
            "-1.0"),
        row("initializer NaN", () -> constant(Float.NaN), "constant", "NaN"),
        row("deviation of -1", () -> randomNormal(0, -1), "randomNormal", "-1.0"),
        row("mean NaN", () -> randomNormal(Double.NaN, 1), "randomNormal", "finite", "NaN"),
        row(
            "deviation infinite",
            () -> randomNormal(0, 1 / 0.),
            "randomNormal",
            "finite",
            "Infinity"),
        row("max infinite", () -> randomUniform(0, 1 / 0.), "randomUniform", "finite", "Infinity"),
        row("min above max", () -> randomUniform(1, 0), "randomUniform", "1.0", "0.0"));
  }

  static List<BadCall> compiling() {
    double nan = Double.NaN;
    return List.of(
        row(
            "no optimizer",
            () -> NET.compile(null, categoricalCrossentropy()),
            "compile",
            "optimizer",
            "null"),
        row("no loss", () -> NET.compile(adam(), (Loss) null), "compile", "loss", "null"),
        row(
            "null metric",
            () -> NET.compile(adam(), categoricalCrossentropy(), accuracy(), null),
            "compile",
            "metrics",
            "2"),
        row(
            "same metric",
            () -> NET.compile(adam(), categoricalCrossentropy(), accuracy(), accuracy()),
            "compile",
            "accuracy"),
        row(
            "metric loss",
            () ->
                NET.compile(
                    adam(), categoricalCrossentropy(), topKCategoricalAccuracy(2).named("loss")),
            "compile",
            "loss",
            "taken"),
        row(
            "metric val_x",
            () ->
                NET.compile(
                    adam(), categoricalCrossentropy(), topKCategoricalAccuracy(2).named("val_x")),
            "compile",
            "val_x"),
        row(
            "top 4 of 3",
            () -> NET.compile(adam(), categoricalCrossentropy(), topKCategoricalAccuracy(4)),
            "4",
            "3"),
        row("top 0", () -> topKCategoricalAccuracy(0), "topKCategoricalAccuracy", "0"),
        row("rate -1", () -> adam(-1), "learning rate", "-1.0"),
        row("rate NaN", () -> sgd(nan), "learning rate", "NaN"),
        row("rate infinite", () -> sgd(1 / 0.), "learning rate", "Infinity"),
        row("beta 1", () -> adam().beta1(1), "adam", "beta", "1.0"),
        row("epsilon infinite", () -> adam().epsilon(1 / 0.), "adam", "epsilon", "Infinity"),
        row(
            "schedule null",
            () -> Schedules.piecewiseConstantDecay(null, 1),
            "piecewiseConstantDecay",
            "boundaries",
            "null"),
        row("schedule NaN", () -> Schedules.cosineDecay(nan, 10), "cosineDecay", "NaN"),
        row("no steps", () -> Schedules.cosineDecay(1, 0), "cosineDecay", "0"),
        row("epsilon 0", () -> adam().epsilon(0), "adam", "epsilon", "0.0"),
        row("momentum -1", () -> sgd().momentum(-1), "sgd", "momentum", "-1.0"),
        row("clip 0", () -> adam().clipNorm(0), "clipNorm", "0.0"),
        row("clip NaN", () -> adam().clipValue(nan), "clipValue", "NaN"),
        row("clip twice", () -> adam().clipNorm(1).clipValue(1), "clip"),
        row("decay -1", () -> adam().weightDecay(-1), "weightDecay", "-1.0"),
        row(
            "smoothing 1",
            () -> categoricalCrossentropy().labelSmoothing(1.5),
            "label smoothing",
            "1.5"));
  }

  @ParameterizedTest
  @MethodSource({"data", "nets", "compiling"})
  void isRefusedInWords(BadCall call) {
    call.assertRefusedInWords();
  }
}
