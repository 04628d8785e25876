package org.cornu.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Max pooling through op "MaxPool". {@code tf.nn.maxPool} makes op "MaxPoolV2", which oneDNN does
 * not take: on a CPU with AVX-512 its gradient took four to seven times as long.
 */
public final class Pooling {

  private Pooling() {}

  /**
   * The largest value in each window.
   *
   * @param <T> the precision
   * @param x (n, height, width, channels)
   * @param window sizes over the four axes
   * @param strides over the four axes
   * @param padding {@code "VALID"} or {@code "SAME"}
   */
  public static <T extends TNumber> Operand<T> maxPool(
      Ops tf, Operand<T> x, long[] window, long[] strides, String padding) {
    return tf.scope()
        .opBuilder("MaxPool", "MaxPool")
        .addInput(x.asOutput())
        .setAttr("ksize", window)
        .setAttr("strides", strides)
        .setAttr("padding", padding)
        .build()
        .output(0);
  }
}
