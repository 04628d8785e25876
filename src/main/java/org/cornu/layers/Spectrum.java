package org.cornu.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Choice;
import org.cornu.graph.LayerScope;
import org.cornu.initializers.STFT;
import org.cornu.ops.Convolution;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** What {@link STFTSpectrogram} makes of the frames of a signal, by its kernels. */
record Spectrum(STFTSpectrogram.Mode mode, Frames frames) {

  private static final float EPSILON = 1e-7f; // Keras's

  /** How many numbers a frame becomes. */
  int width() {
    return mode == STFTSpectrogram.Mode.STFT ? 2 * frames.frequencies() : frames.frequencies();
  }

  /** The weight of a side. */
  static String kernel(STFT.Side side) {
    return Choice.name(side) + "_kernel";
  }

  /** Emits the ops: (signals, samples, 1) to (signals, frames, width). */
  Operand<TFloat32> of(LayerScope scope, Operand<TFloat32> signals) {
    Ops tf = scope.tf();
    return switch (mode) {
      case REAL -> part(scope, signals, STFT.Side.REAL);
      case IMAG -> part(scope, signals, STFT.Side.IMAG);
      case ANGLE ->
          tf.math.atan2(part(scope, signals, STFT.Side.IMAG), part(scope, signals, STFT.Side.REAL));
      case STFT ->
          tf.concat(
              List.of(part(scope, signals, STFT.Side.REAL), part(scope, signals, STFT.Side.IMAG)),
              tf.constant(2));
      case PSD -> tf.math.mul(power(scope, signals), tf.constant(sides()));
      case MAGNITUDE -> magnitude(scope, signals);
      case LOG -> tf.math.log(magnitude(scope, signals));
    };
  }

  private Operand<TFloat32> part(LayerScope scope, Operand<TFloat32> signals, STFT.Side side) {
    return scope.product(signals, scope.weight(kernel(side)), Optional.empty(), this::convolve);
  }

  private <T extends TNumber> Operand<T> convolve(Ops tf, Operand<T> x, Operand<T> kernel) {
    Window steps = frames.window();
    return Convolution.conv(
        tf, x, kernel, steps.strides().longs(), steps.padding().name(), steps.dilation().longs());
  }

  private Operand<TFloat32> power(LayerScope scope, Operand<TFloat32> signals) {
    Ops tf = scope.tf();
    return tf.math.add(
        tf.math.square(part(scope, signals, STFT.Side.REAL)),
        tf.math.square(part(scope, signals, STFT.Side.IMAG)));
  }

  private Operand<TFloat32> magnitude(LayerScope scope, Operand<TFloat32> signals) {
    Ops tf = scope.tf();
    return tf.math.sqrt(tf.math.maximum(power(scope, signals), tf.constant(EPSILON)));
  }

  /** How many frequencies of the whole transform one of its half stands for. */
  private float[] sides() {
    float[] sides = new float[frames.frequencies()];
    Arrays.fill(sides, 2);
    sides[0] = 1;
    sides[sides.length - 1] = 1;
    return sides;
  }
}
