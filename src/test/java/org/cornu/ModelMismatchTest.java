package org.cornu;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import org.cornu.data.Dataset;
import org.cornu.losses.Loss;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;

/** Data that does not fit the net: each message says what was needed, what came, what to do. */
class ModelMismatchTest {

  private static final Sequential CLASSIFIER = Sequential.of(input(2), dense(3).softmax());

  private static void refused(Sequential net, Loss loss, Dataset data, String... parts) {
    try (Model model = net.compile(sgd(), loss)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(data, Fit.epochs(1)))
          .withMessageContainingAll(parts);
    }
  }

  @Test
  void samplesOfAnotherShape() {
    Dataset wide = Dataset.of(new float[6], new int[] {3}, new int[2]);
    String[] rest = {"needs samples of shape (2,)", "got (3,)", "input(...)", "Dataset.of"};
    refused(CLASSIFIER, categoricalCrossentropy(), wide, "fit needs samples of shape (2,)", "(3,)");
    try (Model model = CLASSIFIER.compile(sgd(), categoricalCrossentropy())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.evaluate(wide))
          .withMessageStartingWith("evaluate needs")
          .withMessageContainingAll(rest);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predict(wide))
          .withMessage(
              "predict needs samples of shape (2,), the net's input, got (3,);"
                  + " change input(...) or the shape given to Dataset.of");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predict(new float[3]))
          .withMessageContainingAll("predict", "2 numbers", "(2,)", "got 3");
      Fit fit = Fit.epochs(1).validationData(wide);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(Blobs.classes(3), fit))
          .withMessageStartingWith("fit's validation needs")
          .withMessageContainingAll(rest);
    }
  }

  @Test
  void noLabels() {
    refused(
        CLASSIFIER,
        categoricalCrossentropy(),
        Dataset.of(new float[4], new int[] {2}),
        "fit needs data with labels",
        "got none",
        "Dataset.of",
        "Idx.stream");
  }

  @Test
  void moreClassesThanOutputs() {
    refused(
        CLASSIFIER,
        categoricalCrossentropy(),
        Dataset.of(new float[4], new int[] {2}, new int[] {0, 3}),
        "fit needs",
        "at most 3 classes",
        "got 4",
        "the last dense layer");
  }

  @Test
  void validationWhoseClassesHaveOtherNames() {
    Dataset train = Blobs.classes(3).withClassNames(List.of("ant", "bee", "cat"));
    Dataset held = Blobs.classes(3).withClassNames(List.of("bee", "cat", "dog"));
    try (Model model = CLASSIFIER.compile(sgd(), categoricalCrossentropy())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(train, Fit.epochs(1).validationData(held)))
          .withMessageContainingAll(
              "fit's validation", "[ant, bee, cat]", "got [bee, cat, dog]", "relabelled");
    }
  }

  @Test
  void vectorsOfAnotherWidth() {
    refused(
        CLASSIFIER,
        categoricalCrossentropy(),
        Dataset.of(new float[2], new int[] {2}, new float[][] {{0, 1}}),
        "fit needs",
        "vectors of 3 numbers",
        "got 2",
        "the last dense layer");
  }

  @Test
  void vectorsForASparseLoss() {
    refused(
        CLASSIFIER,
        sparseCategoricalCrossentropy(),
        Blobs.vectors(3),
        "loss sparse_categorical_crossentropy",
        "got vectors",
        "use categoricalCrossentropy()");
  }

  @Test
  void classIndicesForALossOfNumbers() {
    refused(
        CLASSIFIER,
        meanSquaredError(),
        Blobs.classes(3),
        "loss mean_squared_error",
        "vectors of 3 numbers",
        "got class indices",
        "Dataset.of");
    refused(
        CLASSIFIER,
        binaryCrossentropy(),
        Blobs.classes(3),
        "loss binary_crossentropy",
        "vectors of 3 numbers",
        "got class indices",
        "Dataset.of");
  }

  @Test
  void classIndicesForAnOutputOfSeveralAxes() {
    refused(
        Sequential.of(input(4, 2), dense(3)),
        meanSquaredError(),
        Dataset.of(new float[16], new int[] {4, 2}, new int[] {0, 2}),
        "fit needs class indices of shape (4,)",
        "as the net gives (4, 3)",
        "got ()",
        "Dataset.of");
  }

  @Test
  void oneOutputForSeveralClasses() {
    refused(
        Sequential.of(input(2), dense(1).sigmoid()),
        categoricalCrossentropy(),
        Blobs.classes(3),
        "loss categorical_crossentropy",
        "2 or more classes",
        "got 1",
        "use binaryCrossentropy()");
  }

  @Test
  void aMetricTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                CLASSIFIER.compile(
                    sgd(),
                    categoricalCrossentropy(),
                    topKCategoricalAccuracy(1),
                    topKCategoricalAccuracy(2)))
        .withMessageContainingAll(
            "compile", "different names", "\"top_k_categorical_accuracy\"", "named(...)");
  }
}
