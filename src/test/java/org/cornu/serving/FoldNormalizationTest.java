package org.cornu.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv1d;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.depthwiseConv2d;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.separableConv2d;
import static org.cornu.layers.Layers.shared;
import static org.cornu.regularizers.Regularizers.l2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.goldens.Tensors;
import org.cornu.graph.DType;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.BatchNormalization;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Value;
import org.cornu.net.Net;
import org.cornu.net.NetRewrites;
import org.cornu.net.NetWeight;
import org.cornu.ops.FastPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Normalizations that a stored net has in its kernels give the numbers that they gave alone. */
class FoldNormalizationTest {

  @AfterEach
  void fastAgain() {
    System.clearProperty(FastPath.PLAIN);
  }

  private static Net image(Layer... layers) {
    return Net.chain(input(6, 5, 4), List.of(layers));
  }

  static List<Net> folded() {
    return List.of(
        image(conv2d(3, 2), batchNormalization()),
        image(conv2d(3, 2).noBias(), batchNormalization().epsilon(0.1)),
        image(conv2d(4, 2).groups(2), batchNormalization()),
        image(conv2d(8, 2).groups(4), batchNormalization()),
        image(conv2d(3, 2).channelsFirst(), batchNormalization().axis(1)),
        image(depthwiseConv2d(2).depthMultiplier(3).noBias(), batchNormalization()),
        image(separableConv2d(3, 2).noBias(), batchNormalization()),
        image(conv2d(3, 2), batchNormalization().noScale(), maxPooling2d(2)),
        image(flatten(), dense(3), batchNormalization().noCenter()),
        Net.chain(input(7, 2), List.of(conv1d(3, 2).noBias(), batchNormalization())));
  }

  static List<Net> left() {
    Input image = input(6, 5, 4);
    Value read = conv2d(4, 1).on(image);
    var tower = shared(conv2d(4, 1));
    Input mask = input(6, 5).dtype(DType.INT32);
    return List.of(
        image(conv2d(3, 2).relu(), batchNormalization()),
        image(conv2d(3, 2).relu().activityRegularizer(l2(0.1)), batchNormalization()),
        image(conv2d(3, 2), batchNormalization().axis(2)),
        Net.of(List.of(image, mask), List.of(batchNormalization().on(read, mask))),
        image(batchNormalization(), conv2d(3, 2)),
        image(conv2d(3, 2), batchNormalization()).with(DTypePolicy.MIXED_BFLOAT16),
        Net.of(List.of(image), List.of(add().on(read, batchNormalization().on(read)))),
        Net.of(List.of(image), List.of(read, batchNormalization().on(read))),
        Net.of(List.of(image), List.of(batchNormalization().on(tower.on(image)), tower.on(read))));
  }

  private static Map<String, FloatNdArray> weights(Net net) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      Shape shape = weight.spec().shape();
      boolean variance = weight.spec().name().equals("moving_variance");
      weights.put(weight.path(), variance ? filled(shape, 0.3f) : scattered(shape));
    }
    return weights;
  }

  private static long normalizations(Net net) {
    return NetRewrites.answering(net, weights(net)).net().calls().stream()
        .filter(call -> call.layer().layer() instanceof BatchNormalization)
        .count();
  }

  private static float[] answer(Net net) {
    Shape batch = Shape.of(3).append(net.input().shape());
    try (LoadedModel loaded = LoadedModel.of(net, weights(net));
        TFloat32 x = TFloat32.tensorOf(scattered(batch));
        Result result = loaded.run(List.of(x))) {
      return Tensors.floats((TFloat32) result.get(0));
    }
  }

  @ParameterizedTest
  @MethodSource("folded")
  void theAnswersAreThePlainOnes(Net net) {
    assertThat(normalizations(net)).isZero();
    float[] fast = answer(net);
    System.setProperty(FastPath.PLAIN, "fold_normalization");
    assertThat(normalizations(net)).isOne();
    assertNear("folded", fast, answer(net), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("left")
  void whatCannotBeFoldedStays(Net net) {
    assertThat(normalizations(net)).isOne();
  }

  /** A normalization of two values is folded into the kernel of each. */
  @Test
  void aSharedNormalizationIsFoldedTwice() {
    Input image = input(6, 5, 4);
    var normalization = shared(batchNormalization());
    Value some = normalization.on(conv2d(3, 2).on(image));
    Value others = normalization.on(conv2d(3, 2).noBias().on(image));
    Net net = Net.of(List.of(image), List.of(add().on(some, others)));

    assertThat(normalizations(net)).isZero();
    float[] fast = answer(net);
    System.setProperty(FastPath.PLAIN, "fold_normalization");
    assertNear("folded", fast, answer(net), 1e-5);
  }
}
