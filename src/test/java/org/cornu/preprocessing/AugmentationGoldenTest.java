package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;

import java.util.ArrayList;
import java.util.List;
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
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What layers make of images by the numbers that they draw, against what Keras makes of them. */
class AugmentationGoldenTest {

  private static final double TOLERANCE = 2e-5;

  static Stream<Golden> augmentations() {
    return Stream.of("augmentations", "more_augmentations").flatMap(Golden::all);
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
    List<FloatNdArray> results =
        GraphRun.of(
            tf -> {
              Operand<TFloat32> x = GraphRun.constant(tf, golden.array("input"));
              Operand<TFloat32> drawn = GraphRun.constant(tf, golden.array("drawn"));
              Varied varied = varied(tf, golden, x, drawn);
              List<Operand<TFloat32>> all = new ArrayList<>(List.of(varied.images));
              if (golden.has("cotangent")) {
                Operand<TFloat32> dy = GraphRun.constant(tf, golden.array("cotangent"));
                all.add(varied.gradient(tf, x, dy));
              }
              return all;
            });

    assertNear("output", results.get(0), golden.array("output"), TOLERANCE);
    if (golden.has("cotangent")) {
      assertNear("gradient", results.get(1), golden.array("input_gradient"), 10 * TOLERANCE);
    }
  }

  /** New images, and how their gradient is found. */
  private record Varied(
      Operand<TFloat32> images, Moving moving, Layout layout, Operand<TFloat32> maps) {

    Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> x, Operand<TFloat32> dy) {
      return moving == null
          ? tf.gradients(List.of(images), List.of(x), Gradients.dx(List.of(dy))).dy(0)
          : layout.stored(tf, moving.filling().gradient(tf, layout.last(tf, dy), maps));
    }
  }

  private static Varied varied(
      Ops tf, Golden golden, Operand<TFloat32> x, Operand<TFloat32> drawn) {
    Layer layer = Keras.layer(golden.at("keras"));
    if (layer instanceof RandomErasing erasing) {
      Layout layout = erasing.layout();
      Operand<TFloat32> noise =
          golden.has("noise")
              ? GraphRun.constant(tf, golden.array("noise"))
              : Numbers.constant(tf, erasing.fillValue());
      return new Varied(
          layout.stored(tf, erasing.erased(tf, layout.last(tf, x), drawn, noise)),
          null,
          layout,
          null);
    }
    if (layer instanceof RandomGaussianBlur blur) {
      Layout layout = blur.layout();
      Operand<TFloat32> deviations = Drawn.column(tf, drawn, 2);
      return new Varied(
          layout.stored(tf, blur.blurred(tf, layout.last(tf, x), drawn, deviations)),
          null,
          layout,
          null);
    }
    if (layer instanceof RandomElasticTransform elastic) {
      Layout layout = elastic.layout();
      Operand<TFloat32> strength = tf.slice(Drawn.column(tf, drawn, 2), tf.array(0), tf.array(1));
      Operand<TFloat32> fields = GraphRun.constant(tf, golden.array("fields"));
      return new Varied(
          layout.stored(tf, elastic.distorted(tf, layout.last(tf, x), drawn, strength, fields)),
          null,
          layout,
          null);
    }
    Augmentation augmentation = (Augmentation) layer;
    assertThat(augmentation.draws()).isEqualTo((int) drawn.shape().get(1));
    Layout layout = augmentation.layout();
    Operand<TFloat32> images = layout.last(tf, x);
    return augmentation instanceof Moving moving
        ? new Varied(
            layout.stored(tf, moving.vary(tf, images, drawn)),
            moving,
            layout,
            moving.transforms(tf, images, drawn))
        : new Varied(layout.stored(tf, augmentation.vary(tf, images, drawn)), null, layout, null);
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
