package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;

import java.util.ArrayList;
import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
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
}
