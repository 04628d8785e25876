package org.cornu.graph;

import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A weight as a call of its layer finds it.
 *
 * @param trainable whether an optimizer sets it, as its layer declares it
 * @param value reads it
 */
public record LayerWeight(boolean trainable, Function<Ops, Operand<TFloat32>> value) {}
