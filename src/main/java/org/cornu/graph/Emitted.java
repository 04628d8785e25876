package org.cornu.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * The ops of one call of a layer, as the backward pass needs them. The values of a net are
 * numbered: its inputs first, then what each call gives.
 *
 * @param call name of the call
 * @param layer name of the layer
 * @param inputs numbers of the values read
 * @param first number of the first value given
 * @param copies the values read, each behind an Identity of this call's own, so that the gradient
 *     stops here
 * @param reads the trainable weights read, by their paths
 * @param outputs what the call gave
 * @param losses the layer's own: scalars that are added to what training makes small
 * @param cuts ops with gradients of their own, in the order in which they were added
 * @param rule the layer's gradient, if it gave one
 */
public record Emitted(
    String call,
    String layer,
    List<Integer> inputs,
    int first,
    List<Operand<? extends TType>> copies,
    Map<String, Operand<TFloat32>> reads,
    List<Operand<? extends TType>> outputs,
    List<Operand<TFloat32>> losses,
    List<Cut> cuts,
    Optional<CheaperRule> rule) {}
