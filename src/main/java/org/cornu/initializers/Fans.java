package org.cornu.initializers;

import org.tensorflow.ndarray.Shape;

/**
 * How many inputs one output of a kernel sees, and how many outputs one input reaches (Keras:
 * {@code compute_fans}).
 *
 * @param in receptive field times input channels
 * @param out receptive field times output channels
 */
public record Fans(double in, double out) {

  /**
   * The fans of a kernel of shape (receptive field..., inputs, outputs); a vector's are its size.
   */
  public static Fans of(Shape kernel) {
    int rank = kernel.numDimensions();
    if (rank == 0) {
      return new Fans(1, 1);
    }
    if (rank == 1) {
      return new Fans(kernel.get(0), kernel.get(0));
    }
    long inputs = kernel.get(rank - 2);
    long outputs = kernel.get(rank - 1);
    double field = (double) kernel.size() / (inputs * outputs);
    return new Fans(field * inputs, field * outputs);
  }
}
