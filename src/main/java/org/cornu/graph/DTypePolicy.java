package org.cornu.graph;

import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * In which precision a layer computes (Keras: {@code DTypePolicy}). Weights, what the optimizer
 * keeps, and what layers pass on are float32 under each. A layer of the user's own follows it where
 * it multiplies by {@link LayerScope#product}.
 */
public enum DTypePolicy {
  /** All in float32. */
  FLOAT32("float32"),
  /**
   * Products of convolutions and dense layers, with bias, and their gradients in bfloat16, the rest
   * in float32. Keras computes whole layers in bfloat16; but on a CPU no other op gains by it, nor
   * does a product that reads (in one of its groups) or gives fewer than {@value #FEWEST} channels,
   * which stays in float32: an image's first convolution, the last layer's few classes. Of a
   * convolution that is pooled, the bias is added in float32.
   *
   * <p>It pays on processors with AVX512_BF16 or AMX: see {@link org.cornu.device.Processor}.
   */
  MIXED_BFLOAT16("mixed_bfloat16");

  /** Below so many channels a cast costs what the product gains. */
  static final int FEWEST = 16;

  private final String kerasName;

  DTypePolicy(String kerasName) {
    this.kerasName = kerasName;
  }

  /** Its name in Keras's configuration. */
  public String kerasName() {
    return kerasName;
  }

  /** The policy of a name in Keras's configuration, if it is one of these. */
  public static Optional<DTypePolicy> of(String kerasName) {
    return Arrays.stream(values()).filter(each -> each.kerasName.equals(kerasName)).findFirst();
  }

  /** Multiplies values with a kernel, whose last axes are (channels read, channels given). */
  Operand<TFloat32> multiply(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      Optional<Operand<TFloat32>> bias,
      Product product) {
    if (this == FLOAT32 || !pays(kernel)) {
      return biased(tf, product.of(tf, x, kernel), bias);
    }
    Operand<TBfloat16> y = product.of(tf, bfloat16(tf, x), bfloat16(tf, kernel));
    return tf.dtypes.cast(biased(tf, y, bias.map(values -> bfloat16(tf, values))), TFloat32.class);
  }

  private static <T extends TNumber> Operand<T> biased(
      Ops tf, Operand<T> y, Optional<? extends Operand<T>> bias) {
    return bias.isPresent() ? tf.nn.biasAdd(y, bias.get()) : y;
  }

  private static boolean pays(Operand<TFloat32> kernel) {
    var sizes = kernel.shape();
    int axes = sizes.numDimensions();
    return sizes.get(axes - 2) >= FEWEST && sizes.get(axes - 1) >= FEWEST;
  }

  private static Operand<TBfloat16> bfloat16(Ops tf, Operand<TFloat32> x) {
    return tf.dtypes.cast(x, TBfloat16.class);
  }

  /** What a layer does with its kernel, in whatever precision. */
  public interface Product {

    /**
     * Emits it.
     *
     * @param <T> the precision
     */
    <T extends TNumber> Operand<T> of(Ops tf, Operand<T> x, Operand<T> kernel);
  }
}
