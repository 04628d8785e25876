package org.cornu.optimizers;

import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * What an optimizer keeps between two steps.
 *
 * @param iteration how many steps were taken, those that only added up gradients too
 * @param learningRate of the next step
 * @param slots what is kept, in the order of {@link Optimizer#kept}, by {@link Slot#key}
 */
public record OptimizerState(
    long iteration, double learningRate, Map<String, FloatNdArray> slots) {}
