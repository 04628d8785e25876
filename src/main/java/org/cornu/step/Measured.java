package org.cornu.step;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What one pass measures.
 *
 * @param outputLosses the loss of each output that is trained, by its weight, summed over the
 *     batch: () each; what layers add themselves is not in it
 * @param sums the whole loss's sum, then those of each {@link Figure}, in one vector, so that a run
 *     fetches one tensor
 * @param sizes how many sums each figure has
 */
public record Measured(
    List<Operand<TFloat32>> outputLosses, Operand<TFloat32> sums, List<Integer> sizes) {

  /** The same, with other sums. */
  Measured with(Operand<TFloat32> sums) {
    return new Measured(outputLosses, sums, sizes);
  }
}
