package org.cornu.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One node's part of a forward pass, as the backward pass needs it. Values are numbered: 0 is the
 * net's input, i + 1 the output of call i.
 *
 * @param node name of the node
 * @param inputs numbers of the values read
 * @param copies those values, each behind an Identity of this call's own, so that the gradient
 *     stops here
 * @param reads the trainable weights read, by their paths
 * @param output what the call gave
 * @param rule the layer's own gradient, if it has one
 */
public record Call(
    String node,
    List<Integer> inputs,
    List<Operand<TFloat32>> copies,
    Map<String, Operand<TFloat32>> reads,
    Operand<TFloat32> output,
    Optional<GradientRule> rule) {}
