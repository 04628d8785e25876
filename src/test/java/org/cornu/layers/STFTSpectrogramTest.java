package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.stftSpectrogram;

import java.util.List;
import org.cornu.goldens.Tensors;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What a spectrogram shows with the kernels that it begins with. */
class STFTSpectrogramTest {

  private static final int SAMPLES = 80;

  /** Two channels, with so many waves in each 32 samples. */
  private static FloatNdArray waves(int one, int other) {
    float[] signal = new float[2 * SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      signal[2 * i] = (float) Math.sin(2 * Math.PI * one * i / 32);
      signal[2 * i + 1] = (float) Math.sin(2 * Math.PI * other * i / 32);
    }
    return Tensors.of(Shape.of(1, SAMPLES, 2), signal);
  }

  private static FloatNdArray run(Input input, Layer layer) {
    return NetRun.of(Net.chain(input, List.of(layer))).inference(waves(5, 11)).output();
  }

  @Test
  void theStrongestFrequencyIsThatOfTheWave() {
    FloatNdArray image = run(input(SAMPLES, 2), stftSpectrogram().frameLength(32).expandDims());

    assertThat(image.shape()).isEqualTo(Shape.of(1, 4, 17, 2));
    for (int frame = 0; frame < 4; frame++) {
      assertThat(strongest(image, frame, 0)).isEqualTo(5);
      assertThat(strongest(image, frame, 1)).isEqualTo(11);
    }
  }

  private static int strongest(FloatNdArray image, int frame, int channel) {
    int strongest = 0;
    for (int i = 1; i < image.shape().get(2); i++) {
      if (image.getFloat(0, frame, i, channel) > image.getFloat(0, frame, strongest, channel)) {
        strongest = i;
      }
    }
    return strongest;
  }

  @Test
  void signalsOfAnyLengthAreShownAlike() {
    Layer layer = stftSpectrogram().frameLength(20).frameStep(7);

    assertThat(floats(run(input(ANY, 2), layer))).isEqualTo(floats(run(input(SAMPLES, 2), layer)));
  }

  @Test
  void whatCannotBeCutIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stftSpectrogram().frameLength(1))
        .withMessage("stftSpectrogram needs frames of 2 samples or more, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stftSpectrogram().frameLength(8).frameStep(9))
        .withMessageContainingAll("a step from 1 to the 8 samples of a frame, got 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stftSpectrogram().fftLength(128))
        .withMessageContainingAll("the 256 samples of a frame or more, got 128", "frameLength");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(100, 2), List.of(stftSpectrogram())))
        .withMessageContainingAll("needs at least 256 steps, got (100, 2)");
  }
}
