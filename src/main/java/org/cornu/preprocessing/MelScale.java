package org.cornu.preprocessing;

import org.cornu.config.Config;

/**
 * Bands of frequencies that are as far from each other as they sound.
 *
 * @param bins how many bands there are, 1 or more (Keras: {@code num_mel_bins})
 * @param samplingRate of the signal, in samples a second, 1 or more
 * @param minFreq where the lowest band begins, in hertz, 0 or more
 * @param maxFreq where the highest band ends, above it
 */
public record MelScale(int bins, int samplingRate, double minFreq, double maxFreq) {

  public MelScale {
    if (bins < 1 || samplingRate < 1) {
      throw new IllegalArgumentException(
          "melSpectrogram needs 1 bin or more and a sampling rate of 1 or more, got %d and %d"
              .formatted(bins, samplingRate));
    }
    if (!(minFreq >= 0 && minFreq < maxFreq && Double.isFinite(maxFreq))) {
      throw new IllegalArgumentException(
          "melSpectrogram needs frequencies from 0 on in this order, got %s and %s"
              .formatted(minFreq, maxFreq));
    }
  }

  /**
   * How much each frequency counts in each band: a triangle, 1 in the middle of its band.
   *
   * @param frequencies how many there are, from 0 to half of the sampling rate; the first counts in
   *     none
   * @return (frequencies, bins)
   */
  float[][] weights(int frequencies) {
    double lowest = mel(minFreq);
    double width = (mel(maxFreq) - lowest) / (bins + 1);
    float[][] weights = new float[frequencies][bins];
    for (int i = 1; i < frequencies; i++) {
      double place = (mel(samplingRate / 2.0 * i / (frequencies - 1)) - lowest) / width;
      for (int bin = 0; bin < bins; bin++) {
        weights[i][bin] = (float) Math.max(0, Math.min(place - bin, bin + 2 - place));
      }
    }
    return weights;
  }

  private static double mel(double hertz) {
    return 1127 * Math.log(1 + hertz / 700);
  }

  Config config() {
    return Config.of("num_mel_bins", bins)
        .with("sampling_rate", samplingRate)
        .with("min_freq", minFreq)
        .with("max_freq", maxFreq);
  }

  static MelScale from(Config config) {
    int rate = config.integer("sampling_rate", 16000);
    return new MelScale(
        config.integer("num_mel_bins", 128),
        rate,
        config.number("min_freq", 20),
        config.number("max_freq", rate / 2));
  }
}
