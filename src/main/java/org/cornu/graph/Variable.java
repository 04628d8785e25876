package org.cornu.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.family.TType;

/**
 * A resource variable of a graph, with the ops to set it from outside and to read it. Its value
 * lives in the session.
 *
 * @param <T> type of its elements
 */
public final class Variable<T extends TType> {

  private final Class<T> type;
  private final Operand<? extends TType> handle;
  private final Placeholder<T> fed;
  private final Op assign;
  private final Operand<T> read;

  /**
   * Adds a variable to a graph.
   *
   * @param name unique in the graph
   * @param shape every size known
   */
  public Variable(Ops tf, String name, Shape shape, Class<T> type) {
    Ops scoped = Scopes.nested(tf, name);
    this.type = type;
    this.handle = scoped.withName("handle").varHandleOp(type, shape, VarHandleOp.sharedName(name));
    this.fed = scoped.withName("value").placeholder(type, Placeholder.shape(shape));
    this.assign = scoped.withName("assign").assignVariableOp(handle, fed);
    this.read = scoped.withName("read").readVariableOp(handle, type);
  }

  /** The resource, as the training kernels take it. */
  public Operand<? extends TType> handle() {
    return handle;
  }

  /** A new read of the value, under the control dependencies of {@code tf}. */
  public Operand<T> read(Ops tf) {
    return tf.readVariableOp(handle, type);
  }

  /** A read that no other op depends on, to be fetched. */
  public Operand<T> value() {
    return read;
  }

  /** Where a run is fed that sets the value by {@link #assign}. */
  public Operand<T> fed() {
    return fed;
  }

  /** Sets the value to what {@link #fed} is fed. */
  public Op assign() {
    return assign;
  }
}
