package org.cornu.optimizers;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A weight that a step moves.
 *
 * @param path of the weight: {@code conv2d/kernel}
 * @param shape every size known
 * @param handle of its variable
 * @param slots the handles of what is kept for it, by their names
 * @param gradient of the loss with respect to it
 */
public record Target(
    String path,
    Shape shape,
    Operand<? extends TType> handle,
    Map<String, Operand<? extends TType>> slots,
    Operand<TFloat32> gradient) {}
