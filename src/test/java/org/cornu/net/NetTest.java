package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.graph.DTypePolicy.FLOAT32;
import static org.cornu.layers.Layers.averagePooling2d;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;

import java.util.List;
import java.util.Optional;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.MergingLayer;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class NetTest {

  private static final Input IMAGE = input(5, 5, 2);

  private static Net net(Layer... layers) {
    return Net.chain(IMAGE, List.of(layers));
  }

  private static List<String> names(Net net) {
    return net.layers().stream().map(NetLayer::name).toList();
  }

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void namesCountByClassAsInAFreshKeras() {
    Net net =
        net(
            conv2d(3, 1),
            relu(),
            conv2d(3, 1),
            relu(),
            batchNormalization(),
            maxPooling2d(2),
            averagePooling2d(2),
            dropout(0.5),
            flatten(),
            dense(3),
            dense(3),
            softmax());

    assertThat(names(net))
        .containsExactly(
            "conv2d",
            "activation",
            "conv2d_1",
            "activation_1",
            "batch_normalization",
            "max_pooling2d",
            "average_pooling2d",
            "dropout",
            "flatten",
            "dense",
            "dense_1",
            "activation_2");
  }

  @Test
  void aNameOfTheUsersDoesNotCount() {
    assertThat(names(net(dense(2).named("head"), dense(2), dense(2).frozen())))
        .containsExactly("head", "dense", "dense_1");
  }

  @Test
  void weightsHaveKerassPathsInKerassOrder() {
    assertThat(net(conv2d(3, 2), batchNormalization().named("norm")).weights())
        .extracting(NetWeight::path)
        .containsExactly(
            "conv2d/kernel",
            "conv2d/bias",
            "norm/gamma",
            "norm/beta",
            "norm/moving_mean",
            "norm/moving_variance");
  }

  @Test
  void aFrozenNodeHasNoTrainableWeight() {
    Net net = net(dense(2), dense(2).named("still").frozen(), batchNormalization());

    assertThat(net.weights())
        .filteredOn(NetWeight::trainable)
        .extracting(NetWeight::path)
        .containsExactly(
            "dense/kernel", "dense/bias", "batch_normalization/gamma", "batch_normalization/beta");
    assertThat(net(dense(2).frozen().named("still")).layers().get(0).trainable()).isFalse();
  }

  @Test
  void eachValueHasItsShape() {
    Net net = net(conv2d(3, 2), maxPooling2d(2), flatten(), dense(7));

    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(value -> net.spec(value).shape())
        .containsExactly(
            Shape.of(5, 5, 2), Shape.of(4, 4, 3), Shape.of(2, 2, 3), Shape.of(12), Shape.of(7));
    assertThat(net.outputShape()).isEqualTo(Shape.of(7));
  }

  @Test
  void aShapeErrorNamesTheLayerAndWhereItsInputComesFrom() {
    refused(
        () -> net(conv2d(4, 5), relu(), maxPooling2d(2), flatten()),
        "layer 3 of 4, MaxPooling2D \"max_pooling2d\": needs at least 2x2 pixels, got (1, 1, 4);"
            + " use a smaller window or same() (its input comes from layer 2, Activation"
            + " \"activation\")");
    refused(
        () -> net(conv2d(4, 3).dilation(3).named("wide")),
        "\"wide\": needs at least 7x7 pixels",
        "from the net's input (5, 5, 2)");
    refused(() -> net(flatten(), conv2d(4, 3)), "\"conv2d\": needs images", "got (50,)");
    refused(
        () -> net(conv2d(6, 3).groups(3)),
        "\"conv2d\": needs channels that its 3 groups divide",
        "got (5, 5, 2)");
  }

  @Test
  void aNodeOfTwoInputsNamesBoth() {
    Value left = dense(2).named("left").on(IMAGE);

    refused(
        () -> new Strict().named("sum").on(IMAGE, left),
        "Strict \"sum\": needs equal shapes",
        "it reads input (5, 5, 2) and the output (5, 5, 2) of Dense \"left\"");
  }

  @Test
  void thePrecisionOfANetInTheNetIsThatOfItsLayers() {
    Nested inner = new Nested("inner", net(dense(2)));
    Net outer = net(inner.dtypePolicy(DTypePolicy.MIXED_BFLOAT16), dense(2));

    assertThat(Inline.apply(outer).layers())
        .extracting(NetLayer::policy)
        .containsExactly(DTypePolicy.MIXED_BFLOAT16, FLOAT32);
  }

  @Test
  void aUnaryLayerRefusesTwoInputs() {
    refused(() -> relu().named("two").on(IMAGE, IMAGE), "\"two\": needs one input, got 2");
  }

  @Test
  void namesMustBeUniqueAndLegal() {
    refused(
        () -> net(dense(2).named("a"), dense(2).named("a")), "unique", "\"a\" twice", "named(...)");
    refused(() -> dense(2).named("a/b"), "name needs", "none of them \"/\", got \"a/b\"");
  }

  @Test
  void aNetWithoutLayersIsRefused() {
    refused(NetTest::net, "at least one layer", "got none");
  }

  @Test
  void aNodeMayReadOnlyWhatIsBeforeIt() {
    NetLayer head = new NetLayer("head", dense(2), true, FLOAT32);
    for (int value : new int[] {-1, 1, 2}) {
      refused(
          () ->
              new Net(
                  NetKind.FUNCTIONAL,
                  List.of(new NetInput("image", IMAGE.spec())),
                  List.of(head),
                  List.of(new Call("head", head, List.of(value), Optional.empty())),
                  List.of(1)),
          "\"head\": reads values 0",
          "to 0, got " + value);
    }
  }

  @Test
  void aLayerOfAnAnonymousClassNeedsAName() {
    Layer nameless =
        new UnaryLayer() {
          @Override
          public Shape outputShape(Shape input) {
            return input;
          }

          @Override
          public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
            return x;
          }
        };

    refused(() -> net(relu(), nameless), "layer 2 of 2 is of an anonymous class", "named(...)");
    assertThat(names(net(nameless.named("mine")))).containsExactly("mine");
  }

  @Test
  void badArgumentsOfLayersAreRefusedWhereTheyAreWritten() {
    refused(() -> dense(0), "dense", "units, got 0");
    refused(() -> conv2d(0, 3), "filters=0, groups=1");
    refused(
        () -> conv2d(4, 3).groups(3),
        "conv2d needs 1 or more filters, a multiple of its groups",
        "filters=4, groups=3");
    refused(() -> conv2d(4, 0), "conv2d's kernel", "got 0x0");
    refused(
        () -> conv2d(4, 3).strides(2).dilation(2),
        "strides 1x1",
        "got strides 2x2 and dilation 2x2");
    refused(() -> input(28, 0, 1), "input", "got (28, 0, 1)");
    refused(() -> input(), "input(28, 28, 1), got none");
  }

  /** Refuses what it is given. */
  private record Strict() implements MergingLayer {

    @Override
    public Shape mergedShape(List<Shape> inputs) {
      throw new IllegalArgumentException("needs equal shapes");
    }

    @Override
    public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
      throw new AssertionError("never built");
    }
  }
}
