package org.cornu.layers;

import java.util.Optional;
import org.cornu.config.Config;

/**
 * How {@link STFTSpectrogram} cuts a signal into frames, which may overlap.
 *
 * @param length of a frame, in samples, 2 or more
 * @param step from one frame to the next, from 1 to the length; empty for half of it
 * @param fft how many samples are transformed, of which a frame is the first part (Keras: {@code
 *     fft_length}), its length or more; empty for the next power of 2
 * @param padding VALID or SAME
 */
public record Frames(int length, Optional<Integer> step, Optional<Integer> fft, Padding padding) {

  public Frames {
    if (length < 2) {
      throw new IllegalArgumentException(
          "stftSpectrogram needs frames of 2 samples or more, got " + length);
    }
    if (step.isPresent() && (step.get() < 1 || step.get() > length)) {
      throw new IllegalArgumentException(
          "stftSpectrogram needs a step from 1 to the %d samples of a frame, got %d; give frameLength(...) first"
              .formatted(length, step.get()));
    }
    if (fft.isPresent() && fft.get() < length) {
      throw new IllegalArgumentException(
          "stftSpectrogram needs transforms of the %d samples of a frame or more, got %d; give frameLength(...) first"
              .formatted(length, fft.get()));
    }
  }

  Frames length(int length) {
    return new Frames(length, step, fft, padding);
  }

  Frames step(int step) {
    return new Frames(length, Optional.of(step), fft, padding);
  }

  Frames fft(int fft) {
    return new Frames(length, step, Optional.of(fft), padding);
  }

  Frames padding(Padding padding) {
    return new Frames(length, step, fft, padding);
  }

  /** The convolution's. */
  Window window() {
    int steps = step.orElse(length / 2);
    return new Window(Size.all(1, length), Size.all(1, steps)).padding(padding);
  }

  /** How many frequencies a real signal has: those beyond mirror them. */
  int frequencies() {
    int next = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
    return fft.orElse(next) / 2 + 1;
  }

  Config config() {
    return Config.of("frame_length", length)
        .with("frame_step", step.orElse(null))
        .with("fft_length", fft.orElse(null))
        .with("padding", padding.kerasName());
  }

  static Frames from(Config config) {
    return new Frames(
        config.integer("frame_length", 256),
        optional(config, "frame_step"),
        optional(config, "fft_length"),
        Padding.from(config, Padding.VALID, Padding.SAME));
  }

  private static Optional<Integer> optional(Config config, String key) {
    return config.has(key) ? Optional.of(config.integer(key)) : Optional.empty();
  }
}
