package org.cornu.preprocessing;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The Fourier transform of real signals. TensorFlow's Java has its ops and no type for complex
 * numbers, so that they are added by their names; and no gradient of it.
 */
final class Fourier {

  private Fourier() {}

  /**
   * The half of a transform that the other half mirrors.
   *
   * @param real (..., samples / 2 + 1)
   * @param imaginary of the same shape
   */
  record Half(Operand<TFloat32> real, Operand<TFloat32> imaginary) {}

  /** Emits the transform of signals (..., samples). */
  static Half of(Ops tf, Operand<TFloat32> signals, int samples) {
    Output<?> complex = transform(tf, "RFFT", signals.asOutput(), samples).build().output(0);
    return new Half(part(tf, "Real", complex), part(tf, "Imag", complex));
  }

  /**
   * Emits the gradient of the signals.
   *
   * @param gradients of what {@link #of} gave
   * @return (..., samples)
   */
  static Operand<TFloat32> gradient(Ops tf, Half gradients, int samples) {
    // The way back counts the mirrored frequencies too, and divides by the samples.
    float[] weights = new float[samples / 2 + 1];
    for (int i = 0; i < weights.length; i++) {
      boolean isMirrored = i > 0 && 2 * i != samples;
      weights[i] = isMirrored ? samples / 2f : samples;
    }
    Operand<TFloat32> each = tf.constant(weights);
    Output<?> complex =
        tf.scope()
            .opBuilder("Complex", "Complex")
            .addInput(tf.math.mul(gradients.real, each).asOutput())
            .addInput(tf.math.mul(gradients.imaginary, each).asOutput())
            .setAttr("T", DataType.DT_FLOAT)
            .setAttr("Tout", DataType.DT_COMPLEX64)
            .build()
            .output(0);
    return transform(tf, "IRFFT", complex, samples).build().output(0);
  }

  private static OperationBuilder transform(Ops tf, String op, Output<?> input, int samples) {
    Operand<TInt32> length = tf.array(samples);
    return tf.scope()
        .opBuilder(op, op)
        .addInput(input)
        .addInput(length.asOutput())
        .setAttr("Treal", DataType.DT_FLOAT)
        .setAttr("Tcomplex", DataType.DT_COMPLEX64);
  }

  private static Operand<TFloat32> part(Ops tf, String op, Output<?> complex) {
    return tf.scope()
        .opBuilder(op, op)
        .addInput(complex)
        .setAttr("T", DataType.DT_COMPLEX64)
        .setAttr("Tout", DataType.DT_FLOAT)
        .build()
        .output(0);
  }
}
