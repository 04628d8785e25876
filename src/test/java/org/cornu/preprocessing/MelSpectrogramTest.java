package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.melSpectrogram;

import java.util.List;
import org.cornu.goldens.Tensors;
import org.cornu.layers.Input;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** What a sound looks like, beside what the goldens show. */
class MelSpectrogramTest {

  private static final int SAMPLES = 4000;

  /** A loud tone of 1,000 hertz and a soft one, each followed by silence. */
  private static FloatNdArray tones() {
    float[] sounds = new float[2 * SAMPLES];
    for (int i = 0; i < SAMPLES / 2; i++) {
      double tone = Math.sin(2 * Math.PI * 1000 * i / 16000);
      sounds[i] = (float) tone;
      sounds[SAMPLES + i] = (float) (1e-3 * tone);
    }
    return Tensors.of(Shape.of(2, SAMPLES), sounds);
  }

  private static FloatNdArray run(Input input, MelSpectrogram layer) {
    return NetRun.of(Net.chain(input, List.of(layer))).inference(tones()).output();
  }

  @Test
  void aToneIsLoudestInItsBandAndEachSoundIsHeldByItsOwnLoudest() {
    FloatNdArray image = run(input(SAMPLES), melSpectrogram().numMelBins(40));

    assertThat(image.shape()).isEqualTo(Shape.of(2, 40, 8));
    double step = (mel(8000) - mel(20)) / 41;
    int band = (int) Math.round((mel(1000) - mel(20)) / step) - 1;
    for (int sound = 0; sound < 2; sound++) {
      float most = image.getFloat(sound, band, 1);
      float least = most;
      for (float value : floats(image.get(sound))) {
        assertThat(value).isLessThanOrEqualTo(most + 1);
        least = Math.min(least, value);
      }
      assertThat((double) least).isCloseTo(most - 80, within(1.0));
    }
    assertThat((double) image.getFloat(0, band, 1))
        .isCloseTo(image.getFloat(1, band, 1) + 60.0, within(0.1));
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }

  @Test
  void soundsOfAnyLengthAreShownAlike() {
    MelSpectrogram layer = melSpectrogram().fftLength(255).sequenceStride(100);

    assertThat(floats(run(input(ANY), layer))).isEqualTo(floats(run(input(SAMPLES), layer)));
  }

  @Test
  void whatCannotBeHeardIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(1024), List.of(melSpectrogram())))
        .withMessageContainingAll("needs sounds of more than 1024 samples", "got 1024");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(9000, 2), List.of(melSpectrogram())))
        .withMessageContainingAll("needs sounds (samples), got (9000, 2)", "channel by itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> melSpectrogram().frequencies(300, 200))
        .withMessageContaining("frequencies from 0 on in this order, got 300.0 and 200.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> melSpectrogram().sequenceLength(4096))
        .withMessageContaining("a window no longer, and a stride of 1 or more, got 2048, 4096");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> melSpectrogram().decibels(80, 0, 1))
        .withMessageContaining("a finite power above 0, got 80.0 and 0.0");
  }
}
