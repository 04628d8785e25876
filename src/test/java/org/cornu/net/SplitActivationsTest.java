package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.graph.DTypePolicy.FLOAT32;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.softmax;

import java.util.List;
import org.cornu.activations.KerasActivation;
import org.junit.jupiter.api.Test;

class SplitActivationsTest {

  private static final Net BRANCHES =
      new Net(
          input(3),
          List.of(
              new Node("stem", dense(4).relu(), true, FLOAT32, List.of(0)),
              new Node("side", dense(4).tanh(), false, FLOAT32, List.of(1)),
              new Node("sum", new Add(), true, FLOAT32, List.of(1, 2)),
              new Node("head", dense(2), true, FLOAT32, List.of(3)),
              new Node("out", softmax(), true, FLOAT32, List.of(4))));

  private static final Net SPLIT = SplitActivations.apply(BRANCHES);

  @Test
  void eachActivationGetsANodeOfItsOwn() {
    assertThat(SPLIT.nodes())
        .extracting(Node::name)
        .containsExactly("stem", "stem/relu", "side", "side/tanh", "sum", "head", "out");
    assertThat(SPLIT.nodes().get(0).layer()).isEqualTo(dense(4));
    assertThat(SPLIT.nodes().get(2).layer()).isEqualTo(dense(4).activation(KerasActivation.LINEAR));
  }

  @Test
  void readersReadWhatTheyRead() {
    assertThat(SPLIT.nodes())
        .extracting(Node::inputs)
        .containsExactly(
            List.of(0), List.of(1), List.of(2), List.of(3), List.of(2, 4), List.of(5), List.of(6));
  }

  @Test
  void theWeightsStay() {
    assertThat(SPLIT.weights()).isEqualTo(BRANCHES.weights());
    assertThat(SPLIT.weights())
        .filteredOn(weight -> !weight.trainable())
        .extracting(NetWeight::path)
        .containsExactly("side/kernel", "side/bias");
  }
}
