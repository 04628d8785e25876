package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How loud which pitches are in a sound over time: (samples) to (bins, frames), in decibels (Keras:
 * {@code MelSpectrogram}). There is a frame for each stride, and the sound is mirrored at both
 * ends, so it must be longer than half of a transform.
 *
 * <p>Here the quiet parts of each sound are held within {@code topDb} of its own loudest, as Keras
 * does with one that comes alone; of a batch, Keras 3.15 takes the loudest of all.
 *
 * @param scale the bands of pitch
 * @param frames how the sound is cut and transformed
 * @param exponent of the magnitude: 1, or 2 for the power (Keras: {@code mag_exp})
 * @param decibels how powers become decibels; empty for powers as they are
 */
public record MelSpectrogram(
    MelScale scale, SoundFrames frames, double exponent, Optional<Decibels> decibels)
    implements UnaryLayer {

  /** With another number of bands than 128. */
  public MelSpectrogram numMelBins(int bins) {
    return with(new MelScale(bins, scale.samplingRate(), scale.minFreq(), scale.maxFreq()));
  }

  /** Of another number of samples a second than 16,000; bands reach up to half of it. */
  public MelSpectrogram samplingRate(int rate) {
    return with(new MelScale(scale.bins(), rate, scale.minFreq(), rate / 2));
  }

  /** With bands from another frequency to another than 20 hertz and half of the sampling rate. */
  public MelSpectrogram frequencies(double lowest, double highest) {
    return with(new MelScale(scale.bins(), scale.samplingRate(), lowest, highest));
  }

  private MelSpectrogram with(MelScale scale) {
    return new MelSpectrogram(scale, frames, exponent, decibels);
  }

  /** With another number of samples in a transform, and in the window, than 2048. */
  public MelSpectrogram fftLength(int length) {
    return with(new SoundFrames(length, length, frames.stride(), frames.window()));
  }

  /** With a window of fewer samples in the middle of a transform. */
  public MelSpectrogram sequenceLength(int length) {
    return with(new SoundFrames(frames.fft(), length, frames.stride(), frames.window()));
  }

  /** With another number of samples from one frame to the next than 512. */
  public MelSpectrogram sequenceStride(int stride) {
    return with(new SoundFrames(frames.fft(), frames.length(), stride, frames.window()));
  }

  /** Under another window than von Hann's. */
  public MelSpectrogram window(SoundFrames.Window window) {
    Objects.requireNonNull(window, "melSpectrogram needs a window, got null");
    return with(
        new SoundFrames(frames.fft(), frames.length(), frames.stride(), Optional.of(window)));
  }

  private MelSpectrogram with(SoundFrames frames) {
    return new MelSpectrogram(scale, frames, exponent, decibels);
  }

  /** With another exponent of the magnitude than 2. */
  public MelSpectrogram magExp(double exponent) {
    return new MelSpectrogram(scale, frames, exponent, decibels);
  }

  /** In powers. */
  public MelSpectrogram noDecibels() {
    return new MelSpectrogram(scale, frames, exponent, Optional.empty());
  }

  /** In decibels: how far below the loudest at most, the least power, and that of 0 decibels. */
  public MelSpectrogram decibels(double top, double minPower, double refPower) {
    return new MelSpectrogram(
        scale, frames, exponent, Optional.of(new Decibels(top, minPower, refPower)));
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() != 1) {
      throw new IllegalArgumentException(
          "needs sounds (samples), got %s; give each channel by itself"
              .formatted(Spec.floats(input)));
    }
    return Shape.of(scale.bins(), frames.count(input.get(0)));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> cut = frames.cut(tf, x); // (batch, frames, samples)
    Fourier.Half half = Fourier.of(tf, cut, frames.fft());
    Operand<TFloat32> loud = loudness(tf, half);
    scope.cheaperGradient(
        dy -> {
          Gradients parts =
              tf.gradients(
                  List.of(loud), List.of(half.real(), half.imaginary()), Gradients.dx(List.of(dy)));
          Fourier.Half flows = new Fourier.Half(parts.dy(0), parts.dy(1));
          Operand<TFloat32> back = Fourier.gradient(tf, flows, frames.fft());
          return tf.gradients(List.of(cut), List.of(x), Gradients.dx(List.of(back))).dy(0);
        });
    return loud;
  }

  private Operand<TFloat32> loudness(Ops tf, Fourier.Half half) {
    Operand<TFloat32> square =
        tf.math.add(tf.math.square(half.real()), tf.math.square(half.imaginary()));
    Operand<TFloat32> power =
        exponent == 2 ? square : tf.math.pow(square, tf.constant((float) exponent / 2));
    int frequencies = frames.fft() / 2 + 1;
    Operand<TFloat32> weights = tf.constant(scale.weights(frequencies));
    Operand<TFloat32> rows = tf.reshape(power, tf.array(-1, frequencies));
    Operand<TInt32> shape =
        tf.stack(
            List.of(tf.constant(-1), SoundFrames.size(tf, power, 1), tf.constant(scale.bins())));
    Operand<TFloat32> bands = tf.reshape(tf.linalg.matMul(rows, weights), shape);
    Operand<TFloat32> turned = tf.linalg.transpose(bands, tf.array(0, 2, 1));
    return decibels.isPresent() ? decibels.get().of(tf, turned) : turned;
  }

  @Override
  public Config config() {
    return scale
        .config()
        .with(frames.config())
        .with("mag_exp", exponent)
        .with("power_to_db", decibels.isPresent())
        .with(decibels.orElse(Decibels.DEFAULT).config());
  }

  /** Reads Keras's configuration. */
  public static MelSpectrogram from(Config config) {
    Decibels decibels = Decibels.from(config);
    return new MelSpectrogram(
        MelScale.from(config),
        SoundFrames.from(config),
        config.number("mag_exp", 2),
        config.flag("power_to_db", true) ? Optional.of(decibels) : Optional.empty());
  }
}
