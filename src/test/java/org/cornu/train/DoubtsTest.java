package org.cornu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.softmax;

import java.util.List;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.junit.jupiter.api.Test;

class DoubtsTest {

  private static List<String> doubts(Layer... layers) {
    return Doubts.of(Net.chain(input(2), List.of(layers)));
  }

  @Test
  void aSoftmaxOverOneNumberIsDoubted() {
    assertThat(doubts(dense(1).softmax()))
        .singleElement()
        .asString()
        .contains("\"dense\"", "always gives 1", "sigmoid");
    assertThat(doubts(dense(1), softmax())).hasSize(1);
    assertThat(doubts(dense(1).sigmoid())).isEmpty();
    assertThat(doubts(dense(2).softmax())).isEmpty();
  }
}
