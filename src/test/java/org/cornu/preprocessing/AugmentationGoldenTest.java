package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What layers make of images by the numbers that they draw, against what Keras makes of them. */
class AugmentationGoldenTest {

  private static final double TOLERANCE = 2e-5;

  static Stream<Golden> augmentations() {
    return Stream.of("augmentations", "more_augmentations", "chains").flatMap(Golden::all);
  }

  static Stream<Golden> crops() {
    return Golden.all("random_crops");
  }

  static Stream<Golden> mixings() {
    return Golden.all("mixings");
  }

  @ParameterizedTest
  @MethodSource("augmentations")
  void imagesAndGradientsAreKerass(Golden golden) {
    Layer layer = Keras.layer(golden.at("keras"));
    Layout layout = layout(layer);
    List<FloatNdArray> results =
        GraphRun.of(
            tf -> {
              Operand<TFloat32> x = GraphRun.constant(tf, golden.array("input"));
              Operand<TFloat32> images = layout.last(tf, x);
              Varied varied = varied(tf, golden, layer, images);
              List<Operand<TFloat32>> all =
                  new ArrayList<>(List.of(layout.stored(tf, varied.images())));
              if (golden.has("cotangent")) {
                Operand<TFloat32> dy = GraphRun.constant(tf, golden.array("cotangent"));
                all.add(layout.stored(tf, varied.gradient(tf, images, layout.last(tf, dy))));
              }
              return all;
            });

    assertNear("output", results.get(0), golden.array("output"), TOLERANCE);
    if (golden.has("cotangent")) {
      assertNear("gradient", results.get(1), golden.array("input_gradient"), 10 * TOLERANCE);
    }
  }

  private static Layout layout(Layer layer) {
    if (layer instanceof RandomErasing erasing) {
      return erasing.layout();
    }
    if (layer instanceof RandomGaussianBlur blur) {
      return blur.layout();
    }
    return layer instanceof RandomElasticTransform elastic
        ? elastic.layout()
        : ((Augmentation) layer).layout();
  }

  private static Varied varied(Ops tf, Golden golden, Layer layer, Operand<TFloat32> images) {
    Operand<TFloat32> drawn = GraphRun.constant(tf, golden.array("drawn"));
    if (layer instanceof RandomErasing erasing) {
      Operand<TFloat32> noise =
          golden.has("noise")
              ? GraphRun.constant(tf, golden.array("noise"))
              : Numbers.constant(tf, erasing.fillValue());
      return Varied.of(erasing.erased(tf, images, drawn, noise));
    }
    if (layer instanceof RandomGaussianBlur blur) {
      return Varied.of(blur.blurred(tf, images, drawn, Drawn.column(tf, drawn, 2)));
    }
    if (layer instanceof RandomElasticTransform elastic) {
      Operand<TFloat32> strength = tf.slice(Drawn.column(tf, drawn, 2), tf.array(0), tf.array(1));
      Operand<TFloat32> fields = GraphRun.constant(tf, golden.array("fields"));
      return Varied.of(elastic.distorted(tf, images, drawn, strength, fields));
    }
    if (layer instanceof AugMix mix) {
      Operand<TFloat32> shares = GraphRun.constant(tf, golden.array("shares"));
      return mix.mixed(
          tf,
          images,
          GraphRun.constant(tf, golden.array("weight")),
          IntStream.range(0, mix.chains().count())
              .mapToObj(chain -> Drawn.column(tf, shares, chain))
              .toList(),
          drawn);
    }
    Augmentation augmentation = (Augmentation) layer;
    assertThat(augmentation.draws()).isEqualTo((int) drawn.shape().get(1));
    return augmentation.varied(tf, images, drawn);
  }

  @ParameterizedTest
  @MethodSource("crops")
  void cropsAreKerass(Golden golden) {
    RandomCrop crop = (RandomCrop) Keras.layer(golden.at("keras"));
    FloatNdArray output =
        GraphRun.of(
                tf -> {
                  Operand<TFloat32> images =
                      crop.layout().last(tf, GraphRun.constant(tf, golden.array("input")));
                  Operand<TFloat32> part =
                      golden.has("drawn")
                          ? crop.cropped(tf, images, GraphRun.constant(tf, golden.array("drawn")))
                          : crop.middle(tf, images);
                  return List.of(crop.layout().stored(tf, part));
                })
            .get(0);

    assertNear("output", output, golden.array("output"), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("mixings")
  void mixedImagesAndLabelsAreKerass(Golden golden) {
    Mixing layer = (Mixing) Keras.layer(golden.at("keras"));
    List<FloatNdArray> results =
        GraphRun.of(
            tf -> {
              Layout layout = layer.layout();
              Operand<TFloat32> images =
                  layout.last(tf, GraphRun.constant(tf, golden.array("images")));
              Operand<TFloat32> weight = GraphRun.constant(tf, golden.array("weight"));
              Operand<TFloat32> drawn = GraphRun.constant(tf, golden.array("drawn"));
              Operand<TInt32> order =
                  tf.dtypes.cast(GraphRun.constant(tf, golden.array("order")), TInt32.class);
              Mixing.Mixed mixed =
                  layer instanceof MixUp
                      ? MixUp.mixed(tf, images, order, weight)
                      : CutMix.mixed(tf, images, order, weight, drawn);
              return List.of(
                  layout.stored(tf, mixed.images()),
                  mixed.labels(tf, GraphRun.constant(tf, golden.array("labels"))));
            });

    assertNear("images", results.get(0), golden.array("mixed_images"), TOLERANCE);
    assertNear("labels", results.get(1), golden.array("mixed_labels"), TOLERANCE);
    assertThat(results.get(1).shape()).isEqualTo(Shape.of(4, 3));
  }
}
