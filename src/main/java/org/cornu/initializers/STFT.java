package org.cornu.initializers;

import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * The cosines or the sines of a short-time Fourier transform, under a window: a kernel of shape
 * (frame length, inputs, frequencies) that turns a signal into half of its spectrogram (Keras:
 * {@code STFT}).
 *
 * @param side cosines or sines
 * @param window over the frame; empty for none, which is also not scaled
 * @param scaling by which the window is divided; empty for none
 * @param periodic whether the window goes on to the next frame, or ends as it began
 */
public record STFT(Side side, Optional<Window> window, Optional<Scaling> scaling, boolean periodic)
    implements Initializer {

  /** Half of a spectrogram. */
  public enum Side {
    /** The cosines. */
    REAL,
    /** The sines. */
    IMAG
  }

  /** What a window is divided by. */
  public enum Scaling {
    /** The root of its sum of squares. */
    DENSITY,
    /** The sum of its sizes. */
    SPECTRUM
  }

  /** A weight for each place in a frame: SciPy's windows that are sums of cosines. */
  public enum Window {
    /** All 1. */
    BOXCAR(1),
    /** Von Hann's, 0 at the ends. */
    HANN(.5, .5),
    /** Hamming's, 0.08 at the ends. */
    HAMMING(.54, .46),
    /** Blackman's, of three cosines. */
    BLACKMAN(.42, .5, .08),
    /** Nuttall's, of four cosines. */
    NUTTALL(.3635819, .4891775, .1365995, .0106411),
    /** Blackman's and Harris's, of four cosines. */
    BLACKMANHARRIS(.35875, .48829, .14128, .01168),
    /** Flat at its top, of five cosines. */
    FLATTOP(.21557895, .41663158, .277263158, .083578947, .006947368);

    private final double[] factors;

    Window(double... factors) {
      this.factors = factors;
    }

    /** The weights of so many places. */
    private double[] weights(int length, boolean periodic) {
      double[] weights = new double[length];
      double span = Math.max(1, periodic ? length : length - 1);
      for (int i = 0; i < length; i++) {
        double at = -Math.PI + 2 * Math.PI * i / span;
        for (int j = 0; j < factors.length; j++) {
          weights[i] += factors[j] * Math.cos(j * at);
        }
      }
      return length == 1 ? new double[] {1} : weights;
    }
  }

  public STFT {
    Objects.requireNonNull(side, "stft needs a side, got null");
    Objects.requireNonNull(window, "stft needs a window or an empty one, got null");
    Objects.requireNonNull(scaling, "stft needs a scaling or an empty one, got null");
  }

  /** Under another window; von Hann's by default. */
  public STFT window(Window window) {
    Objects.requireNonNull(window, "stft needs a window, got null; noWindow() is without");
    return new STFT(side, Optional.of(window), scaling, periodic);
  }

  /** Under no window. */
  public STFT noWindow() {
    return new STFT(side, Optional.empty(), scaling, periodic);
  }

  /** Dividing the window by something else; by the root of its squares by default. */
  public STFT scaling(Scaling scaling) {
    Objects.requireNonNull(scaling, "stft needs a scaling, got null; noScaling() is without");
    return new STFT(side, window, Optional.of(scaling), periodic);
  }

  /** Not dividing the window. */
  public STFT noScaling() {
    return new STFT(side, window, Optional.empty(), periodic);
  }

  /** With a window that goes on to the next frame, or not; not by default. */
  public STFT periodic(boolean periodic) {
    return new STFT(side, window, scaling, periodic);
  }

  /**
   * The kernel.
   *
   * @throws IllegalArgumentException if the weight has not three axes
   */
  @Override
  public float[] values(Shape shape, Draws draws) {
    if (shape.numDimensions() != 3) {
      throw new IllegalArgumentException(
          "stft needs a kernel of (frame length, inputs, frequencies), got shape " + shape);
    }
    int frame = Math.toIntExact(shape.get(0));
    int inputs = Math.toIntExact(shape.get(1));
    int frequencies = Math.toIntExact(shape.get(2));
    double[] weights = weights(frame);
    float[] values = new float[Math.toIntExact(shape.size())];
    int next = 0;
    for (int time = 0; time < frame; time++) {
      for (int input = 0; input < inputs; input++) {
        for (int frequency = 0; frequency < frequencies; frequency++) {
          double angle = -Math.PI * time * frequency / (frequencies - 1);
          double wave = side == Side.REAL ? Math.cos(angle) : Math.sin(angle);
          values[next++] = (float) (wave * weights[time]);
        }
      }
    }
    return values;
  }

  private double[] weights(int length) {
    double[] weights = window.orElse(Window.BOXCAR).weights(length, periodic);
    double scale = 0;
    for (double weight : weights) {
      scale += scaling.equals(Optional.of(Scaling.SPECTRUM)) ? Math.abs(weight) : weight * weight;
    }
    if (window.isPresent() && scaling.isPresent()) {
      scale = scaling.get() == Scaling.DENSITY ? Math.sqrt(scale) : scale;
      for (int i = 0; i < length; i++) {
        weights[i] /= scale;
      }
    }
    return weights;
  }

  @Override
  public Config config() {
    return Config.of("side", Choice.name(side))
        .with("window", window.map(Choice::name).orElse(null))
        .with("scaling", scaling.map(Choice::name).orElse(null))
        .with("periodic", periodic);
  }

  /** Reads Keras's configuration; windows are those that have a name in {@link Window}. */
  public static STFT from(Config config) {
    return new STFT(
        Choice.from(config, "side", Side.REAL),
        chosen(config, "window", Window.HANN),
        chosen(config, "scaling", Scaling.DENSITY),
        config.flag("periodic", false));
  }

  /** A null says that there is none, where nothing at all means the usual. */
  private static <E extends Enum<E>> Optional<E> chosen(Config config, String key, E absent) {
    return config.values().containsKey(key) && !config.has(key)
        ? Optional.empty()
        : Optional.of(Choice.from(config, key, absent));
  }
}
