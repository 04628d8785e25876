package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.distribute.Strategies.mirrored;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.data.Split;
import org.cornu.graph.DType;
import org.cornu.history.History;
import org.cornu.random.Seed;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** Data whose samples are of different lengths: how they are read, and in what order. */
class SequencesTest {

  private static final int[][] TOKENS = {{1, 2}, {}, {3, 4, 5, 6}, {7}};
  private static final Dataset FEW =
      Dataset.of(Part.ints("tokens", TOKENS))
          .withTargets(Part.classes("tags", new int[][] {{1, 0}, {}, {0, 2, 1, 1}, {0}}));

  /** The class is that of the most of the tokens, which are even or odd. */
  private static Dataset many(int size) {
    Random random = new Random(3);
    int[][] tokens = new int[size][];
    int[] classes = new int[size];
    for (int i = 0; i < size; i++) {
      classes[i] = random.nextInt(2);
      tokens[i] = new int[1 + random.nextInt(20)];
      for (int j = 0; j < tokens[i].length; j++) {
        boolean isNoise = j % 5 == 4;
        tokens[i][j] = 2 + 2 * random.nextInt(9) + (isNoise ? random.nextInt(2) : classes[i]);
      }
    }
    return Dataset.of(Part.ints("tokens", tokens)).withTargets(Part.classes("class", classes));
  }

  private static Sequential net() {
    return Sequential.of(
            input(ANY).dtype(DType.INT32),
            embedding(21, 4).maskZero(),
            globalAveragePooling1d(),
            dense(2).softmax())
        .seed(4);
  }

  @Test
  void readAtOnceAllAreAsLongAsTheLongest() {
    assertThat(FEW.inputs().get(0).toString()).isEqualTo("tokens int32 (4,)");
    assertThat(FEW.targets().get(0).toString()).isEqualTo("tags 3 classes (4,)");
    Buffers buffers = Buffers.of(FEW.inputs(), 4);
    Arrays.fill(buffers.ints("tokens").array(), 9);
    FEW.read(new int[] {0, 1, 2, 3}, 0, 4, buffers);
    int[] all = new int[16];
    buffers.ints("tokens").get(all);
    assertThat(all).containsExactly(1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 5, 6, 7, 0, 0, 0);
  }

  @Test
  void theLongestIsThatOfTheSamplesAtHand() {
    int[] rows = {0, 1, 3, 2};
    assertThat(FEW.longest("tokens", rows, 0, 3)).hasValue(2);
    assertThat(FEW.longest("tags", rows, 0, 4)).hasValue(4);
    assertThat(FEW.longest("tokens", rows, 1, 2)).hasValue(0);
    assertThat(FEW.range(2, 4).longest("tokens", new int[] {1}, 0, 1)).hasValue(1);
    Part viewed = Part.input("other", FEW.range(2, 4));
    assertThat(Dataset.of(viewed).longest("other", new int[] {0, 1}, 0, 2)).hasValue(4);
    Dataset alike = Dataset.of(Part.ints("tokens", new int[6], 3));
    assertThat(alike.longest("tokens", new int[] {0, 1}, 0, 2)).isEqualTo(OptionalInt.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FEW.longest("words", rows, 0, 1))
        .withMessageContaining("got \"words\"");
  }

  @Test
  void whatIsNoSequenceIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> Part.ints("x", new int[][] {{1}, null}))
        .withMessageContaining("got null among them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Part.classes("x", new int[][] {{1}, {0, -2}}))
        .withMessage("x[1][1]: needed a class index from 0 on, got -2");
  }

  @Test
  void lengthsDoNotMatterWhereTheyAreMasked() {
    Dataset data = many(60);
    try (Model model = net().compile(adam(0.05), sparseCategoricalCrossentropy())) {
      History history = model.fit(data, Fit.epochs(20).batchSize(8).bucketByLength(5, 10, 15));
      assertThat(history.epochs().get(19).logs().get("loss")).isLessThan(0.2);
      float[][] together = model.predict(data);
      for (int i = 0; i < data.size(); i++) {
        float[] alone = model.predict(data.range(i, i + 1))[0];
        for (int j = 0; j < 2; j++) {
          assertThat(alone[j]).isCloseTo(together[i][j], within(1e-6f));
        }
      }
    }
  }

  @Test
  void bucketsGiveBatchesOfLikeLengths() {
    Dataset data = many(100);
    Fit fit = Fit.epochs(1).batchSize(8).bucketByLength(6, 12);
    int[] order = fit.shuffle().order(new Seed(1).draws("shuffle", "", 1), data, 8);

    int[] sorted = order.clone();
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(IntStream.range(0, 100).toArray());
    assertThat(fit.shuffle().order(new Seed(1).draws("shuffle", "", 1), data, 8)).isEqualTo(order);
    assertThat(fit.shuffle().order(new Seed(1).draws("shuffle", "", 2), data, 8))
        .isNotEqualTo(order);
    List<Integer> mixed = new ArrayList<>();
    for (int from = 0; from < 100; from += 8) {
      int begin = from;
      long buckets =
          IntStream.range(from, Math.min(from + 8, 100))
              .map(i -> data.longest("tokens", order, i, i + 1).orElseThrow())
              .map(length -> length < 6 ? 0 : length < 12 ? 1 : 2)
              .distinct()
              .count();
      if (buckets > 1) {
        mixed.add(begin);
      }
    }
    // What is left of three buckets is 21 samples at most.
    assertThat(mixed).allMatch(from -> from >= 100 - 21 - 7).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void bucketsNeedSequencesAndRisingLengths() {
    Dataset alike =
        Dataset.of(Part.ints("tokens", new int[6], 3))
            .withTargets(Part.classes("class", new int[2]));
    try (Model model = net().compile(adam(), sparseCategoricalCrossentropy())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(alike, Fit.epochs(1).bucketByLength(4)))
          .withMessageContainingAll("sequences of different lengths", "Part.ints(name, sequences)");
    }
    for (int[] wrong : new int[][] {{0}, {3, 3}, {5, 2}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fit.epochs(1).bucketByLength(wrong))
          .withMessageContaining("rising lengths above 0");
    }
  }

  /** TensorFlow would say that 4 and 2 do not fit. */
  @Test
  void targetsForEachStepEndWhereSequencesDo() {
    Sequential net =
        Sequential.of(
            input(ANY).dtype(DType.INT32), embedding(21, 4).maskZero(), dense(3).softmax());
    Dataset fixed =
        Dataset.of(Part.ints("tokens", TOKENS))
            .withTargets(Part.classes("tags", new int[4 * 4], 4));
    Dataset ofOneLength =
        Dataset.of(Part.ints("tokens", new int[][] {{1, 2}, {3, 4}}))
            .withTargets(Part.classes("tags", new int[] {0, 2, 1, 0}, 2));
    try (Model model = net.compile(adam(), sparseCategoricalCrossentropy())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(fixed, Fit.epochs(1).batchSize(2)))
          .withMessageContainingAll("fit", "\"tags\"", "(4,)", "Part.classes(name, sequences)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.evaluate(fixed))
          .withMessageContaining("evaluate needs the steps of target");
      model.fit(FEW, Fit.epochs(1).batchSize(2));
      model.fit(ofOneLength, Fit.epochs(1));
    }
  }

  @Test
  void executionsOfSeveralStepsAndDataOnTheDeviceGoOn() {
    Dataset data = many(40);
    Split parts = data.split(0.25);
    try (Model plain = net().compile(adam(0.05), sparseCategoricalCrossentropy());
        Model several =
            net().stepsPerExecution(3).compile(adam(0.05), sparseCategoricalCrossentropy())) {
      Fit fit = Fit.epochs(2).batchSize(4).validationData(parts.validation());
      double loss = last(plain.fit(parts.train(), fit));
      assertThat(last(several.fit(parts.train(), fit))).isCloseTo(loss, within(1e-5));
      try (Model onDevice = net().compile(adam(0.05), sparseCategoricalCrossentropy())) {
        assertThat(last(onDevice.fit(parts.train(), fit.dataOnDevice())))
            .isCloseTo(loss, within(1e-5));
      }
    }
  }

  @Test
  void sharesOfABatchAreAsLongAsTheWhole() {
    Dataset data = many(40);
    Sequential unmasked =
        Sequential.of(
                input(ANY).dtype(DType.INT32),
                embedding(21, 4),
                globalAveragePooling1d(),
                dense(2).softmax())
            .seed(4);
    Fit fit = Fit.epochs(2).batchSize(8).validationSplit(0.25);
    try (Model plain = unmasked.compile(adam(0.05), sparseCategoricalCrossentropy());
        Model shared =
            unmasked
                .distribute(mirrored("CPU:0", "CPU:1"))
                .compile(adam(0.05), sparseCategoricalCrossentropy())) {
      assertThat(last(shared.fit(data, fit))).isCloseTo(last(plain.fit(data, fit)), within(1e-5));
    }
  }

  private static double last(History history) {
    return history.epochs().get(1).logs().get("val_loss");
  }
}
