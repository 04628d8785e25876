package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.losses.Loss;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Nets whose pictures have any size: each must compute what one of that size does. */
class OpenSizesTest {

  private static Part pictures(int count, int height, int width) {
    return Part.floats("x", floats(scattered(Shape.of(count, height, width, 3))), height, width, 3);
  }

  private static Dataset sorted(int count, int height, int width) {
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = i % 2;
    }
    return Dataset.of(pictures(count, height, width)).withTargets(Part.classes("y", classes));
  }

  static List<Layer> layers() {
    return List.of(
        conv2d(4, 3),
        conv2d(4, 3).same(),
        conv2d(4, 3).same().strides(2),
        conv2d(4, 3).strides(2, 1),
        conv2d(4, 3).dilation(2),
        conv2d(4, 3).same().dilation(3),
        conv2d(6, 3).groups(3).same(),
        maxPooling2d(2),
        maxPooling2d(3).same().strides(2),
        averagePooling2d(2),
        averagePooling2d(3).same().strides(2),
        batchNormalization(),
        relu(),
        dropout(.5),
        dense(4));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void eachLayerTrainsAsAtAFixedSize(Layer layer) {
    try (Model open = net(input(ANY, ANY, 3), layer);
        Model wide = net(input(7, 10, 3), layer);
        Model high = net(input(9, 6, 3), layer)) {
      for (Model fixed : List.of(wide, high)) {
        boolean isWide = fixed == wide;
        Dataset data = isWide ? sorted(4, 7, 10) : sorted(4, 9, 6);
        fixed.setWeights(open.weights());
        assertNear("answers", open.predict(data)[3], fixed.predict(data)[3], 1e-6);
        Map<String, Double> loss = open.trainOnBatch(data);
        if (isWide) { // before a first step the optimizers agree, and so do the masks
          assertThat(fixed.trainOnBatch(data)).isEqualTo(loss);
          assertNear(open.weights(), fixed.weights(), 1e-5);
        }
      }
    }
  }

  private static Model net(Input input, Layer layer) {
    return Sequential.of(input, layer, new UserLayers.GlobalMean(), dense(2).softmax())
        .seed(1)
        .compile(sgd(.1), sparseCategoricalCrossentropy(), accuracy());
  }

  @Test
  void oneNetIsFittedToTwoSizesSavedAndAsked(@TempDir Path folder) throws Exception {
    Sequential net =
        Sequential.of(
                input(ANY, ANY, 3),
                conv2d(8, 3).same(),
                batchNormalization(),
                relu(),
                maxPooling2d(2),
                new UserLayers.GlobalMean(),
                dense(2).softmax())
            .seed(1);
    assertThat(net.summary()).contains("(None, None, None, 8)").doesNotContain("-1");

    try (Model model = net.compile(adam(), sparseCategoricalCrossentropy(), accuracy())) {
      model.fit(sorted(8, 8, 8), Fit.epochs(1).batchSize(4).validationSplit(.25));
      model.fit(sorted(8, 12, 6), Fit.epochs(2).batchSize(4).validationData(sorted(3, 5, 5)));
      float[][] answers = model.predict(sorted(3, 9, 4));
      model.export(folder.resolve("saved"));
      try (Predictor predictor = Predictor.load(folder.resolve("saved"))) {
        assertNear("answers", predictor.predict(sorted(3, 9, 4))[2], answers[2], 1e-6);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.predict(Dataset.of(new float[64], new int[] {8, 4, 2})))
          .withMessageContainingAll("predict needs", "(None, None, 3)", "(8, 4, 2)");
    }
  }

  /** Of each pixel a number: the output's sizes are open too. */
  @Test
  void anOutputMayBeOpenToo() {
    Sequential net = Sequential.of(input(ANY, ANY, 3), conv2d(2, 3).same()).seed(1);
    Dataset data =
        Dataset.of(pictures(2, 4, 5))
            .withTargets(Part.floats("y", floats(scattered(Shape.of(2, 4, 5, 2))), 4, 5, 2));

    try (Model open = net.compile(sgd(.1), meanSquaredError());
        Model fixed =
            Sequential.of(input(4, 5, 3), conv2d(2, 3).same())
                .seed(1)
                .compile(sgd(.1), meanSquaredError())) {
      assertThat(open.predict(data)).isDeepEqualTo(fixed.predict(data));
      assertThat(open.fit(data, Fit.epochs(2)).last().logs())
          .isEqualTo(fixed.fit(data, Fit.epochs(2)).last().logs());
      assertNear(open.weights(), fixed.weights(), 1e-6);
      Dataset other =
          Dataset.of(pictures(2, 4, 5))
              .withTargets(Part.floats("y", floats(scattered(Shape.of(2, 5, 4, 2))), 5, 4, 2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fixed.evaluate(other))
          .withMessageContainingAll("evaluate needs", "(4, 5, 2)", "(5, 4, 2)");
    }
  }

  /** Of each pixel a class. */
  @Test
  void classesOfPixelsAreFedAtAnySize() {
    int[] ids = new int[2 * 4 * 5];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i * i % 3;
    }
    Dataset data = Dataset.of(pictures(2, 4, 5)).withTargets(Part.classes("y", ids, 4, 5));
    for (Loss loss : List.of(sparseCategoricalCrossentropy(), categoricalCrossentropy())) {
      Layer[] layers = {conv2d(4, 3).same(), dense(3).softmax()};
      try (Model open =
              Sequential.of(input(ANY, ANY, 3), layers).seed(1).compile(sgd(.1), loss, accuracy());
          Model fixed =
              Sequential.of(input(4, 5, 3), layers).seed(1).compile(sgd(.1), loss, accuracy())) {
        assertThat(open.trainOnBatch(data)).isEqualTo(fixed.trainOnBatch(data));
        assertNear(open.weights(), fixed.weights(), 1e-6);
      }
    }
  }

  @Test
  void aMatrixNeedsARowOfKnownLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sequential.of(input(ANY, ANY, 3), flatten(), dense(2)))
        .withMessageContainingAll("Dense \"dense\"", "needs", "known", "(None,)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sequential.of(input(4, 4, ANY), conv2d(2, 3)))
        .withMessageContainingAll("Conv2D \"conv2d\"", "needs", "known", "(4, 4, None)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sequential.of(input(4, ANY), batchNormalization()))
        .withMessageContainingAll("\"batch_normalization\"", "needs", "known", "(4, None)");
  }

  @Test
  void rowsOfAnyLengthAreFlattenedForALayerThatTakesThem() {
    try (Model model =
        Sequential.of(input(ANY, 3), flatten()).compile(sgd(.1), meanSquaredError())) {
      float[][] rows = model.predict(Dataset.of(new float[] {1, 2, 3, 4, 5, 6}, new int[] {2, 3}));
      assertThat(rows).isDeepEqualTo(new float[][] {{1, 2, 3, 4, 5, 6}});
    }
  }
}
