package org.cornu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.shared;

import java.util.List;
import org.cornu.layers.Dense;
import org.cornu.layers.Input;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void anOutputHasTheNameOfItsLayerWhateverASharedOneGivesBefore() {
    Input x = input(2);
    Shared<Dense> twice = shared(dense(2));
    Value first = twice.on(x);
    Value second = twice.on(first);
    Value other = dense(3).on(x);
    Net net = Net.of(List.of(x), List.of(first, second, other));
    assertThat(net.outputNames()).containsExactly("dense", "dense_2", "dense_1");
  }
}
