package org.cornu.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.cornu.graph.GraphOps;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/** TensorFlow's loop, whose condition and body are functions: graphs of their own. */
final class WhileLoop {

  private WhileLoop() {}

  /**
   * What goes round in a loop.
   *
   * @param first its value before the first round
   * @param shape what is known of it in all rounds
   */
  record Variable(Operand<? extends TType> first, Shape shape) {}

  /**
   * Adds a loop.
   *
   * @param condition of another round
   * @param body the variables after a round, of those before
   * @return the variables after the last round
   */
  static List<Output<?>> run(
      Ops tf,
      List<Variable> variables,
      BiFunction<Ops, List<Operand<? extends TType>>, Operand<TBool>> condition,
      BiFunction<Ops, List<Operand<? extends TType>>, List<Operand<? extends TType>>> body) {
    OperationBuilder builder = tf.scope().opBuilder("StatelessWhile", "While");
    builder.addInputList(
        variables.stream().map(each -> each.first().asOutput()).toArray(Output<?>[]::new));
    // As ops of the graph itself, which start faster than a function is called.
    builder.setAttr("_lower_using_switch_merge", true);
    builder.setAttr("output_shapes", variables.stream().map(Variable::shape).toArray(Shape[]::new));
    try (ConcreteFunction goesOn =
            function(variables, (ops, read) -> List.of(condition.apply(ops, read)));
        ConcreteFunction round = function(variables, body)) {
      Operation loop = builder.setAttr("cond", goesOn).setAttr("body", round).build();
      List<Output<?>> last = new ArrayList<>();
      for (int i = 0; i < loop.numOutputs(); i++) {
        last.add(loop.output(i));
      }
      return last;
    }
  }

  private static ConcreteFunction function(
      List<Variable> variables,
      BiFunction<Ops, List<Operand<? extends TType>>, List<Operand<? extends TType>>> ops) {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Signature.Builder signature = Signature.builder("loop");
      List<Operand<? extends TType>> read = new ArrayList<>();
      for (Variable variable : variables) {
        Operand<? extends TType> value =
            tf.placeholder(variable.first().type(), Placeholder.shape(variable.shape()));
        signature.input("read" + read.size(), value);
        read.add(value);
      }
      List<Operand<? extends TType>> given = ops.apply(tf, read);
      for (int i = 0; i < given.size(); i++) {
        signature.output("given" + i, tf.identity(given.get(i)));
      }
      return ConcreteFunction.create(signature.build(), graph);
    }
  }
}
