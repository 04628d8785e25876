package org.cornu.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.family.TNumber;

/**
 * Pooling over sequences, images and volumes, with the channels last. A sequence is an image one
 * pixel high.
 *
 * <p>Max pooling of images goes through op "MaxPool". {@code tf.nn.maxPool} makes op "MaxPoolV2",
 * which oneDNN does not take: on a CPU with AVX-512 its gradient took four to seven times as long.
 */
public final class Pooling {

  private Pooling() {}

  /**
   * The largest value in each window: (n, sizes..., channels) to (n, sizes'..., channels).
   *
   * @param <T> the precision
   * @param window over 1, 2 or 3 axes
   * @param strides over those axes
   * @param padding {@code "VALID"} or {@code "SAME"}
   */
  public static <T extends TNumber> Operand<T> max(
      Ops tf, Operand<T> x, long[] window, long[] strides, String padding) {
    return switch (window.length) {
      case 1 -> row(tf, max(tf, image(tf, x), over(window), over(strides), padding));
      case 2 -> maxOfImages(tf, x, window, strides, padding);
      default ->
          tf.nn.maxPool3d(x, Convolution.around(window), Convolution.around(strides), padding);
    };
  }

  /**
   * The mean of each window, padding left out of it.
   *
   * @param <T> the precision
   */
  public static <T extends TNumber> Operand<T> mean(
      Ops tf, Operand<T> x, long[] window, long[] strides, String padding) {
    List<Long> size = Convolution.around(window);
    List<Long> steps = Convolution.around(strides);
    return switch (window.length) {
      case 1 -> row(tf, mean(tf, image(tf, x), over(window), over(strides), padding));
      case 2 -> tf.nn.avgPool(x, size, steps, padding);
      default -> tf.nn.avgPool3d(x, size, steps, padding);
    };
  }

  private static <T extends TNumber> Operand<T> maxOfImages(
      Ops tf, Operand<T> x, long[] window, long[] strides, String padding) {
    return tf.scope()
        .opBuilder("MaxPool", "MaxPool")
        .addInput(x.asOutput())
        .setAttr("ksize", new long[] {1, window[0], window[1], 1})
        .setAttr("strides", new long[] {1, strides[0], strides[1], 1})
        .setAttr("padding", padding)
        .build()
        .output(0);
  }

  private static <T extends TNumber> Operand<T> image(Ops tf, Operand<T> x) {
    return tf.expandDims(x, tf.constant(1));
  }

  private static <T extends TNumber> Operand<T> row(Ops tf, Operand<T> y) {
    return tf.squeeze(y, Squeeze.axis(List.of(1L)));
  }

  private static long[] over(long[] sequence) {
    return new long[] {1, sequence[0]};
  }
}
