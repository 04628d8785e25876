package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.STFT;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How strong which frequencies are in each frame of a signal: (samples, channels) to (frames,
 * channels * frequencies), or with {@code expandDims()} to (frames, frequencies, channels), an
 * image (Keras: {@code STFTSpectrogram}). It is a short-time Fourier transform by a convolution,
 * whose two kernels (frame length, 1, frequencies) begin as cosines and sines, and are trained.
 *
 * @param mode what it gives
 * @param frames how the signal is cut
 * @param window over a frame
 * @param isImage whether frequencies and channels have an axis each (Keras: {@code expand_dims})
 * @param layout of the signal and of what it gives
 */
public record STFTSpectrogram(Mode mode, Frames frames, STFT window, boolean isImage, Layout layout)
    implements UnaryLayer {

  /** What a spectrogram shows. */
  public enum Mode {
    /** The logarithm of the magnitude. */
    LOG,
    /** How strong a frequency is. */
    MAGNITUDE,
    /** Its square, of all frequencies but the first and the last twice: the power's density. */
    PSD,
    /** The cosines' part. */
    REAL,
    /** The sines' part. */
    IMAG,
    /** The angle between the two, in radians. */
    ANGLE,
    /** Both parts, one after the other: twice as many frequencies. */
    STFT
  }

  public STFTSpectrogram {
    Objects.requireNonNull(mode, "stftSpectrogram needs a mode, got null");
    Objects.requireNonNull(layout, "stftSpectrogram needs a layout, got null");
  }

  /** Showing something else than the logarithm. */
  public STFTSpectrogram mode(Mode mode) {
    return new STFTSpectrogram(mode, frames, window, isImage, layout);
  }

  /** With frames of so many samples in place of 256. */
  public STFTSpectrogram frameLength(int length) {
    return with(frames.length(length));
  }

  /** With a frame every so many samples, of no more than its length; half of it by default. */
  public STFTSpectrogram frameStep(int step) {
    return with(frames.step(step));
  }

  /**
   * With so many samples in a transform, of which a frame is the first part: half as many
   * frequencies and one; by default the next power of 2 from the frame's length on.
   */
  public STFTSpectrogram fftLength(int length) {
    return with(frames.fft(length));
  }

  /** Padded, so that there is a frame for each step. */
  public STFTSpectrogram same() {
    return with(frames.padding(Padding.SAME));
  }

  private STFTSpectrogram with(Frames frames) {
    return new STFTSpectrogram(mode, frames, window, isImage, layout);
  }

  /**
   * Under another window than von Hann's, or scaled in another way; the side is of no effect:
   * {@code window(stft(STFT.Side.REAL).window(STFT.Window.HAMMING))}.
   */
  public STFTSpectrogram window(STFT window) {
    Objects.requireNonNull(window, "stftSpectrogram needs a window, got null");
    return new STFTSpectrogram(mode, frames, side(window, STFT.Side.REAL), isImage, layout);
  }

  /** As an image. */
  public STFTSpectrogram expandDims() {
    return new STFTSpectrogram(mode, frames, window, true, layout);
  }

  /** For signals (channels, samples), giving (channels, ...) too. */
  public STFTSpectrogram channelsFirst() {
    return new STFTSpectrogram(mode, frames, window, isImage, Layout.CHANNELS_FIRST);
  }

  private static STFT side(STFT window, STFT.Side side) {
    return new STFT(side, window.window(), window.scaling(), window.periodic());
  }

  private Spectrum spectrum() {
    return new Spectrum(mode, frames);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.requireRank(1, layout, input);
    Shape last = layout.last(input);
    long channels = Shapes.knownChannels(last);
    long width = spectrum().width();
    long steps = frames.window().outputShape(last, channels).get(0);
    boolean isLast = layout == Layout.CHANNELS_LAST;
    if (isImage) {
      return isLast ? Shape.of(steps, width, channels) : Shape.of(channels, steps, width);
    }
    return isLast ? Shape.of(steps, channels * width) : Shape.of(channels * width, steps);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    List<WeightSpec> weights = new ArrayList<>();
    Shape kernel = Shape.of(frames.length(), 1, frames.frequencies());
    for (STFT.Side side : STFT.Side.values()) {
      if (mode != other(side)) {
        weights.add(WeightSpec.trainable(Spectrum.kernel(side), kernel, side(window, side)));
      }
    }
    return weights;
  }

  /** The mode that shows the other side alone. */
  private static Mode other(STFT.Side side) {
    return side == STFT.Side.REAL ? Mode.IMAG : Mode.REAL;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> first = // (batch, channels, samples)
        layout == Layout.CHANNELS_FIRST ? x : Layout.CHANNELS_FIRST.stored(tf, x);
    int channels = Math.toIntExact(first.shape().get(1));
    // A channel is a signal of its own.
    Operand<TFloat32> signals =
        tf.reshape(first, tf.stack(List.of(tf.constant(-1), size(tf, first, 2), tf.constant(1))));
    Operand<TFloat32> shown = spectrum().of(scope, signals);
    return arranged(tf, shown, size(tf, shown, 1), channels);
  }

  private static Operand<TInt32> size(Ops tf, Operand<TFloat32> x, int axis) {
    return x.shape().get(axis) == Shape.UNKNOWN_SIZE
        ? tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0))
        : tf.constant(Math.toIntExact(x.shape().get(axis)));
  }

  /** (batch * channels, frames, width) to what the layer gives. */
  private Operand<TFloat32> arranged(
      Ops tf, Operand<TFloat32> shown, Operand<TInt32> steps, int channels) {
    boolean isLast = layout == Layout.CHANNELS_LAST;
    int width = spectrum().width();
    Operand<TInt32> all = tf.constant(-1);
    Operand<TFloat32> apart =
        tf.reshape(shown, tf.stack(List.of(all, tf.constant(channels), steps, tf.constant(width))));
    if (isImage) {
      return isLast ? tf.linalg.transpose(apart, tf.array(0, 2, 3, 1)) : apart;
    }
    Operand<TInt32> flat = tf.constant(channels * width);
    return isLast
        ? tf.reshape(
            tf.linalg.transpose(apart, tf.array(0, 2, 1, 3)), tf.stack(List.of(all, steps, flat)))
        : tf.reshape(
            tf.linalg.transpose(apart, tf.array(0, 1, 3, 2)), tf.stack(List.of(all, flat, steps)));
  }

  @Override
  public Config config() {
    return Config.of("mode", Choice.name(mode))
        .with(frames.config())
        .with(window.config().without("side"))
        .with("expand_dims", isImage)
        .with(layout.config());
  }

  /** Reads Keras's configuration; windows are those that have a name in Cornu. */
  public static STFTSpectrogram from(Config config) {
    return new STFTSpectrogram(
        Choice.from(config, "mode", Mode.LOG),
        Frames.from(config),
        STFT.from(config),
        config.flag("expand_dims", false),
        Layout.from(config));
  }
}
