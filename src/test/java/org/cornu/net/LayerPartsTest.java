package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.graph.DTypePolicy.FLOAT32;
import static org.cornu.graph.DTypePolicy.MIXED_BFLOAT16;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Dropout;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/** Layers within a layer, and nets among them. */
class LayerPartsTest {

  /** Calls each of its parts on what the one before gives. */
  private record Chain(List<String> names, List<Layer> layers) implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      List<Spec> last = inputs;
      for (Layer layer : layers) {
        last = layer.outputs(last);
      }
      return last;
    }

    @Override
    public List<InnerLayer> parts(List<Spec> inputs) {
      List<InnerLayer> parts = new ArrayList<>();
      List<Spec> last = inputs;
      for (int i = 0; i < layers.size(); i++) {
        parts.add(new InnerLayer(names.get(i), layers.get(i), last));
        last = layers.get(i).outputs(last);
      }
      return parts;
    }

    @Override
    public List<Operand<? extends TType>> call(
        LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
      List<? extends Operand<? extends TType>> last = inputs;
      for (int i = 0; i < layers.size(); i++) {
        last = layers.get(i).call(scope.part(names.get(i)), last);
      }
      return new ArrayList<>(last);
    }
  }

  @Test
  void twoPartsOfOneNameAreRefused() {
    List<Layer> layers = List.of(dense(3), dense(3));
    Net net = Net.chain(input(3), List.of(new Chain(List.of("a", "b"), layers).named("chain")));
    assertThat(net.weights()).hasSize(4);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Net.chain(input(3), List.of(new Chain(List.of("a", "a"), layers).named("chain"))))
        .withMessage(
            "names of weights must be unique in a layer, layer \"chain\" has \"a/kernel\" twice;"
                + " give its weights and parts names of their own");
  }

  /** A mean of sixteen times 1.001, which is 1 in bfloat16. */
  private static float product(Layer part, DTypePolicy policy) {
    Layer chain = new Chain(List.of("part"), List.of(part)).named("chain");
    Net net = Net.chain(input(16), List.of(chain.dtypePolicy(policy)));
    Map<String, FloatNdArray> weights =
        Map.of(
            "chain/part/kernel", filled(Shape.of(16, 16), 1 / 16f),
            "chain/part/bias", filled(Shape.of(16), 0));
    return NetRun.of(net, weights)
        .inference(filled(Shape.of(1, 16), 1.001f))
        .output()
        .getFloat(0, 0);
  }

  @Test
  void aPartHasThePrecisionOfTheWholeUnlessItSaysOtherwise() {
    Layer dense = dense(16);
    for (Layer part : List.of(dense, dense.named("other"), dense.frozen())) {
      assertThat(product(part, MIXED_BFLOAT16)).isEqualTo(1);
      assertThat(product(part, FLOAT32)).isCloseTo(1.001f, within(1e-6f));
    }
    assertThat(product(dense.dtypePolicy(FLOAT32), MIXED_BFLOAT16))
        .isCloseTo(1.001f, within(1e-6f));
    assertThat(product(dense.dtypePolicy(MIXED_BFLOAT16), FLOAT32)).isEqualTo(1);
  }

  @Test
  void aCallForInferenceStaysOneWhereItsNetIsAPart() {
    Input x = input(3);
    Shared<Dropout> drop = shared(dropout(.5));
    Net still = Net.of(List.of(x), List.of(drop.inferenceOn(x)));
    Net moving = Net.of(List.of(x), List.of(drop.on(x)));
    FloatNdArray ones = filled(Shape.of(8, 3), 1);
    for (Net net : List.of(still, moving)) {
      Layer chain = new Chain(List.of("net"), List.of(new Nested("net", net)));
      float[] given =
          floats(NetRun.of(Net.chain(x, List.of(chain.named("chain")))).training(ones).output());
      if (net == still) {
        assertThat(given).containsOnly(1);
      } else {
        assertThat(given).containsOnly(0, 2);
      }
    }
  }
}
