package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.functions.Functions.notEqual;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerNormalization;
import static org.cornu.layers.Layers.multiHeadAttention;

import java.util.List;
import java.util.Map;
import org.cornu.goldens.Tensors;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** How an encoder of two blocks is told which steps only fill up. */
class EncoderMaskTest {

  private static final FloatNdArray TOKENS =
      Tensors.of(Shape.of(2, 5), new float[] {1, 2, 3, 0, 0, 4, 5, 0, 0, 0});

  @Test
  void aMaskThatIsReadHoldsInAllBlocks() {
    Input tokens = input(5);
    Value counts = notEqual(0).on(tokens);
    Value x = embedding(6, 4).named("words").on(tokens);
    for (int block = 0; block < 2; block++) {
      Value heeded = multiHeadAttention(2, 3).valueMask().on(x, x, counts);
      x = layerNormalization().on(add().on(x, heeded));
    }
    Net net = Net.of(List.of(tokens), List.of(globalAveragePooling1d().on(x, counts)));

    assertThat(answer(net, 7)).isEqualTo(answer(net, -1));
  }

  /** As in Keras, whose layer takes it from the value that the sum reads. */
  @Test
  void oneThatTravelsIsHeededByTheFirstBlockAndTheMeanAlone() {
    assertThat(answer(travelling(1), 7)).isEqualTo(answer(travelling(1), -1));
    assertThat(answer(travelling(2), 7)).isNotEqualTo(answer(travelling(2), -1));
  }

  private static Net travelling(int blocks) {
    Input tokens = input(5);
    Value x = embedding(6, 4).maskZero().named("words").on(tokens);
    for (int block = 0; block < blocks; block++) {
      x = add().on(x, multiHeadAttention(2, 3).on(x, x));
    }
    return Net.of(List.of(tokens), List.of(globalAveragePooling1d().on(x)));
  }

  /** Where the vector that fills up holds one number. */
  private static float[] answer(Net net, float filling) {
    Map<String, FloatNdArray> weights = NetRun.of(net).weights();
    weights.get("words/embeddings").set(Tensors.filled(Shape.of(4), filling), 0);
    return floats(NetRun.of(net, weights).inference(TOKENS).output());
  }
}
