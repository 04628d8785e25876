package org.cornu.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/**
 * What a {@link Variable} keeps its value in, as a step reads and updates it.
 *
 * @param <T> type of its elements
 * @param name of which a session has one
 * @param shape unknown where sizes may change
 * @param type of its elements
 * @param handle as the training kernels take it
 */
public record Resource<T extends TType>(
    String name, Shape shape, Class<T> type, Operand<? extends TType> handle) {

  /** Adds one to a graph. */
  public static <T extends TType> Resource<T> add(Ops tf, String name, Shape shape, Class<T> type) {
    Operand<? extends TType> handle =
        named(tf, name, "handle").varHandleOp(type, shape, VarHandleOp.sharedName(name));
    return new Resource<>(name, shape, type, handle);
  }

  /** A new read of the value, under the control dependencies of {@code tf}. */
  public Operand<T> read(Ops tf) {
    return tf.readVariableOp(handle, type);
  }

  /** Names one of the variable's ops. */
  Ops named(Ops tf, String op) {
    return named(tf, name, op);
  }

  private static Ops named(Ops tf, String name, String op) {
    return tf.withName(Scopes.legal(name) + "/" + op);
  }
}
