package org.cornu.preprocessing;

import org.cornu.graph.DType;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** Floats that become whole numbers again. */
final class WholeNumbers {

  private WholeNumbers() {}

  /** As they are, or rounded and held within a type (Keras: {@code saturate_cast}). */
  static Operand<? extends TType> like(Ops tf, Operand<TFloat32> x, DType type) {
    return switch (type) {
      case FLOAT32 -> x;
      case UINT8 -> tf.dtypes.cast(clipped(tf, x, 0, 255), type.type());
      // The largest floats that are not beyond the type.
      case INT32 -> tf.dtypes.cast(clipped(tf, x, -0x1p31f, 0x1.fffffep30f), type.type());
      case INT64 -> tf.dtypes.cast(clipped(tf, x, -0x1p63f, 0x1.fffffep62f), type.type());
      default -> throw new IllegalArgumentException("needs numbers, got " + type.kerasName());
    };
  }

  private static Operand<TFloat32> clipped(Ops tf, Operand<TFloat32> x, float low, float high) {
    return tf.clipByValue(tf.math.rint(x), tf.constant(low), tf.constant(high));
  }
}
