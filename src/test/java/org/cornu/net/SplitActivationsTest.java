package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
import static org.cornu.layers.Layers.multiHeadAttention;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.recurrent.Recurrent.gru;

import java.util.List;
import org.cornu.activations.KerasActivation;
import org.cornu.layers.Activation;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.junit.jupiter.api.Test;

class SplitActivationsTest {

  private static final Net BRANCHES = branches();

  private static Net branches() {
    Input x = input(3);
    Value stem = dense(4).relu().named("stem").on(x);
    Value side = dense(4).tanh().named("side").frozen().on(stem);
    Value sum = add().named("sum").on(stem, side);
    return Net.of(List.of(x), List.of(sum.then(dense(2).named("head"), softmax().named("out"))));
  }

  private static final Net SPLIT = SplitActivations.apply(BRANCHES);

  @Test
  void eachActivationGetsACallOfItsOwn() {
    assertThat(SPLIT.layers())
        .extracting(NetLayer::name)
        .containsExactly("stem", "stem/relu", "side", "side/tanh", "sum", "head", "out");
    assertThat(SPLIT.layers().get(0).layer()).isEqualTo(dense(4));
    assertThat(SPLIT.layers().get(2).layer())
        .isEqualTo(dense(4).activation(KerasActivation.LINEAR));
  }

  @Test
  void readersReadWhatTheyRead() {
    assertThat(SPLIT.calls())
        .extracting(Call::reads)
        .containsExactly(
            List.of(0), List.of(1), List.of(2), List.of(3), List.of(2, 4), List.of(5), List.of(6));
  }

  /** A mask that a call takes away is there for those that are told it; a last state has none. */
  @Test
  void aSoftmaxThatNoMaskReachesIsAnActivation() {
    Input x = input(5, 4);
    Value masked = masking().on(x);
    Value before = softmax(-1).named("before").on(masked);
    Value heeded = multiHeadAttention(1, 2).on(masked, masked);
    Value after = softmax(-1).named("after").on(masked);
    Value behind = softmax(-1).named("behind").on(heeded);
    List<Value> read = gru(3).returnSequences().returnState().outputsOn(before);
    Value sequences = softmax(-1).named("sequences").on(read.get(0));
    Value state = softmax(-1).named("state").on(read.get(1));
    Net net = SplitActivations.apply(Net.of(List.of(x), List.of(after, behind, sequences, state)));

    assertThat(net.layers())
        .filteredOn(layer -> layer.layer() instanceof Activation)
        .extracting(NetLayer::name)
        .containsExactly("state");
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
