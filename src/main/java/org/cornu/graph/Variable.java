package org.cornu.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.family.TType;

/**
 * A resource variable of a graph, with the ops to set it from outside and to read it. Its value
 * lives in the session.
 *
 * @param <T> type of its elements
 * @param resource that keeps the value
 * @param fed where a run is fed that sets the value by {@code assign}
 * @param assign sets the value to what {@code fed} is fed
 * @param value a read that no other op depends on, to be fetched
 */
public record Variable<T extends TType>(
    Resource<T> resource, Placeholder<T> fed, Op assign, Operand<T> value) {

  /** Adds what sets and reads a resource to its graph. */
  public static <T extends TType> Variable<T> of(Ops tf, Resource<T> resource) {
    Placeholder<T> fed =
        resource
            .named(tf, "value")
            .placeholder(resource.type(), Placeholder.shape(resource.shape()));
    return new Variable<>(
        resource,
        fed,
        resource.named(tf, "assign").assignVariableOp(resource.handle(), fed),
        resource.read(resource.named(tf, "read")));
  }

  /** The same, of which others take every value that it is set to. */
  public Variable<T> with(Ops tf, List<Variable<T>> mirrors) {
    List<Op> all = new ArrayList<>(List.of(assign));
    mirrors.forEach(each -> all.add(tf.assignVariableOp(each.handle(), fed)));
    return new Variable<>(resource, fed, tf.withControlDependencies(all).noOp(), value);
  }

  /** The resource, as the training kernels take it. */
  public Operand<? extends TType> handle() {
    return resource.handle();
  }
}
