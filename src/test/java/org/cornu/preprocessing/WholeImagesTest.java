package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resizing keeps whole numbers whole, as Keras does. */
class WholeImagesTest {

  static Stream<Golden> images() {
    return Golden.all("whole_images");
  }

  @ParameterizedTest
  @MethodSource("images")
  void areRoundedAndStayWithinTheirType(Golden golden) {
    DType type = DType.of(golden.text("dtype")).orElseThrow();
    Layer layer = Keras.layer(golden.at("keras"));
    Input input = Input.of(new Spec(golden.array("input").shape().tail(), type));
    Net net = Net.of(List.of(input), List.of(layer.on(input)));

    assertThat(net.spec(net.outputs().get(0)).dtype()).isEqualTo(type);
    assertThat(TypedRun.of(net, TypedRun.part("x", type, golden.array("input"))))
        .isEqualTo(Tensors.floats(golden.array("output")));
  }
}
