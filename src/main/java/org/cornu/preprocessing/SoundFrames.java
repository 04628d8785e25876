package org.cornu.preprocessing;

import java.util.Arrays;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.layers.Layers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How {@link MelSpectrogram} cuts a sound into frames.
 *
 * @param fft how many samples are transformed, 2 or more (Keras: {@code fft_length})
 * @param length of the window in their middle, from 1 to them (Keras: {@code sequence_length})
 * @param stride from one frame to the next, 1 or more (Keras: {@code sequence_stride})
 * @param window over a frame; empty for all samples alike
 */
public record SoundFrames(int fft, int length, int stride, Optional<Window> window) {

  /** What frames fade by at their ends. */
  public enum Window {
    /** To 0. */
    HANN(0.5),
    /** To 0.08. */
    HAMMING(0.54);

    private final double middle;

    Window(double middle) {
      this.middle = middle;
    }

    /** TensorFlow's, which goes on to the next frame where the length is even. */
    private double at(int place, int length) {
      int span = length % 2 == 0 ? length : Math.max(1, length - 1);
      return length == 1 ? 1 : middle - (1 - middle) * Math.cos(2 * Math.PI * place / span);
    }
  }

  public SoundFrames {
    if (fft < 2 || length < 1 || length > fft || stride < 1) {
      throw new IllegalArgumentException(
          "melSpectrogram needs transforms of 2 samples or more, a window no longer, and a stride of 1 or more, got %d, %d and %d"
              .formatted(fft, length, stride));
    }
  }

  /** How many frames a sound has. */
  long count(long samples) {
    if (samples == Layers.ANY) {
      return samples;
    }
    if (samples <= fft / 2) {
      throw new IllegalArgumentException(
          "needs sounds of more than %d samples, half of a transform, got %d; give a shorter fftLength(...)"
              .formatted(fft / 2, samples));
    }
    return 1 + (samples + 2L * (fft / 2) - fft) / stride;
  }

  /** Sounds (batch, samples) as frames under their window: (batch, frames, fft). */
  Operand<TFloat32> cut(Ops tf, Operand<TFloat32> sounds) {
    int half = fft / 2;
    Operand<TInt32> edges = tf.constant(new int[][] {{0, 0}, {half, half}});
    Operand<TFloat32> mirrored = tf.mirrorPad(sounds, edges, "REFLECT");
    long known = sounds.shape().get(1);
    Operand<TInt32> count =
        known == Shape.UNKNOWN_SIZE
            ? counted(tf, Drawn.size(tf, mirrored, 1))
            : tf.constant(Math.toIntExact(count(known)));
    Operand<TInt32> starts =
        tf.math.mul(tf.range(tf.constant(0), count, tf.constant(1)), tf.constant(stride));
    Operand<TInt32> places =
        tf.math.add(
            tf.expandDims(starts, tf.constant(1)),
            tf.range(tf.constant(0), tf.constant(fft), tf.constant(1)));
    Operand<TFloat32> frames =
        tf.gather(tf.linalg.transpose(mirrored, tf.array(1, 0)), places, tf.constant(0));
    return tf.math.mul(tf.linalg.transpose(frames, tf.array(2, 0, 1)), tf.constant(weights()));
  }

  private Operand<TInt32> counted(Ops tf, Operand<TInt32> samples) {
    Operand<TInt32> steps =
        tf.math.floorDiv(tf.math.sub(samples, tf.constant(fft)), tf.constant(stride));
    return tf.math.add(steps, tf.constant(1));
  }

  static Operand<TInt32> size(Ops tf, Operand<TFloat32> x, int axis) {
    long known = x.shape().get(axis);
    return known == Shape.UNKNOWN_SIZE
        ? Drawn.size(tf, x, axis)
        : tf.constant(Math.toIntExact(known));
  }

  private float[] weights() {
    float[] weights = new float[fft];
    if (window.isEmpty()) {
      Arrays.fill(weights, 1);
      return weights;
    }
    int before = (fft - length) / 2;
    for (int i = 0; i < length; i++) {
      weights[before + i] = (float) window.get().at(i, length);
    }
    return weights;
  }

  Config config() {
    return Config.of("fft_length", fft)
        .with("sequence_length", length)
        .with("sequence_stride", stride)
        .with("window", window.map(Choice::name).orElse(null));
  }

  static SoundFrames from(Config config) {
    int fft = config.integer("fft_length", 2048);
    boolean isNone = config.values().containsKey("window") && !config.has("window");
    return new SoundFrames(
        fft,
        config.integer("sequence_length", fft),
        config.integer("sequence_stride", 512),
        isNone ? Optional.empty() : Optional.of(Choice.from(config, "window", Window.HANN)));
  }
}
