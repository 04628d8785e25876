package org.cornu.serving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Variable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The ops that write a graph's variables beside a SavedModel and read them. TensorFlow Java's own
 * know no resource variables; it takes those of these names where a graph has them.
 */
final class Saver {

  private Saver() {}

  /** Adds them, if there are variables. */
  static void add(Graph graph, Collection<Variable<TFloat32>> variables) {
    if (variables.isEmpty()) {
      return;
    }
    Ops tf = GraphOps.of(graph).withSubScope("save");
    String[] names = variables.stream().map(each -> each.resource().name()).toArray(String[]::new);
    Operand<TString> file = tf.withName("filename").placeholder(TString.class);
    Operand<TString> keys = tf.constant(StdArrays.ndCopyOf(names));
    Operand<TString> whole = tf.zerosLike(keys);
    List<Operand<?>> values = new ArrayList<>();
    variables.forEach(each -> values.add(each.value()));
    Op save = tf.train.save(file, keys, whole, values);
    tf.withControlDependencies(List.of(save)).withName("control_dependency").identity(file);

    List<Class<? extends TType>> types = new ArrayList<>();
    variables.forEach(each -> types.add(each.resource().type()));
    Restore restored = tf.train.restore(file, keys, whole, types);
    List<Op> assigned = new ArrayList<>();
    int next = 0;
    for (Variable<TFloat32> each : variables) {
      assigned.add(tf.assignVariableOp(each.handle(), restored.tensors().get(next++)));
    }
    tf.withControlDependencies(assigned).withName("restore_all").noOp();
  }
}
