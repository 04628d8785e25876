package org.cornu.step;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What one pass measures.
 *
 * @param read the values that the losses read, by their numbers: the net's own or, where there are
 *     several, copies, as one may be computed from another, and its gradient would count twice
 * @param outputLoss the losses of the outputs by their weights, summed over the batch: (); what
 *     layers add themselves is not in it
 * @param sums the whole loss's sum, then those of each {@link Figure}, in one vector, so that a run
 *     fetches one tensor
 * @param sizes how many sums each figure has
 */
public record Measured(
    Map<Integer, Operand<TFloat32>> read,
    Operand<TFloat32> outputLoss,
    Operand<TFloat32> sums,
    List<Integer> sizes) {}
