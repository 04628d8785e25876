package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * What an optimizer keeps between two steps.
 *
 * @param iteration how many steps were taken
 * @param learningRate of the next step
 * @param slots what is kept for each trained weight, in the order of {@link Optimizer#slots}, by
 *     the weight's path
 */
public record OptimizerState(
    long iteration, double learningRate, Map<String, List<FloatNdArray>> slots) {}
