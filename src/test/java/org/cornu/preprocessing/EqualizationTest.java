package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.contrastLimitedAdaptiveHistogramEqualization;
import static org.cornu.preprocessing.Preprocessing.equalization;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** Histograms made even, beside what the goldens show. */
class EqualizationTest {

  static Stream<Layer> layers() {
    return Stream.of(
        equalization().valueRange(-1, 1),
        contrastLimitedAdaptiveHistogramEqualization().tileGridSize(2, 3).valueRange(-1, 1));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void imagesOfAnySizeAreEqualizedAlike(Layer layer) {
    FloatNdArray images = scattered(Shape.of(3, 7, 10, 2));

    assertThat(run(input(ANY, ANY, 2), layer, images))
        .isEqualTo(run(input(7, 10, 2), layer, images))
        .isNotEqualTo(floats(images));
  }

  private static float[] run(Input input, Layer layer, FloatNdArray images) {
    return floats(NetRun.of(Net.chain(input, List.of(layer))).inference(images).output());
  }

  @Test
  void whatNoLayerCanTakeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> equalization().bins(1))
        .withMessage("equalization needs 2 bins or more, got 1");
    Layer tiles = contrastLimitedAdaptiveHistogramEqualization();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(3, 28, 1), List.of(tiles)))
        .withMessageContainingAll(
            "half as many pixels as tiles", "got (3, 28, 1) of 8 and 8", "tileGridSize");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contrastLimitedAdaptiveHistogramEqualization().clipLimit(-1))
        .withMessageContaining("needs a finite clip limit, 0 for none, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contrastLimitedAdaptiveHistogramEqualization().tileGridSize(0, 2))
        .withMessageContaining("needs 1 tile or more down and across, got 0 and 2");
  }
}
