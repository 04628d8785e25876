package org.cornu.ops;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Products of matrices, one for each place of the axes in front, by the op that oneDNN takes: it
 * passes over the newer one that {@code tf.train.batchMatMul} makes.
 */
public final class MatrixProduct {

  private MatrixProduct() {}

  /** (..., m, k) and (..., k, n) to (..., m, n). */
  public static Operand<TFloat32> of(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return of(tf, x, y, false, false);
  }

  /** (..., m, k) and (..., n, k) to (..., m, n). */
  public static Operand<TFloat32> ofTransposed(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return of(tf, x, y, false, true);
  }

  /** (..., k, m) and (..., k, n) to (..., m, n). */
  public static Operand<TFloat32> transposedOf(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return of(tf, x, y, true, false);
  }

  private static Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> y, boolean turnsX, boolean turnsY) {
    Output<TFloat32> product =
        tf.scope()
            .opBuilder("BatchMatMulV2", "BatchMatMul")
            .addInput(x.asOutput())
            .addInput(y.asOutput())
            .setAttr("adj_x", turnsX)
            .setAttr("adj_y", turnsY)
            .build()
            .output(0);
    return product;
  }
}
