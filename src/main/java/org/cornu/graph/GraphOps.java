package org.cornu.graph;

import org.tensorflow.ConcreteFunction;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/** The ops of a graph, with the names that {@link NameScope} gives: each graph's one beginning. */
public final class GraphOps {

  private GraphOps() {}

  /**
   * The ops at the root of a new graph.
   *
   * @param graph to which ops are added through what is returned, and in no other way
   */
  public static Ops of(Graph graph) {
    return Ops.create(new Named(graph, NameScope.root(graph)));
  }

  /** The graph, as {@link Ops} asks it for the scope to begin with. */
  private record Named(Graph graph, Scope baseScope) implements ExecutionEnvironment {

    @Override
    public OperationBuilder opBuilder(String type, String name, Scope scope) {
      return graph.opBuilder(type, name, scope);
    }

    @Override
    public void attachFunction(ConcreteFunction function) {
      graph.attachFunction(function);
    }

    @Override
    public void checkInput(Operation input) {
      graph.checkInput(input);
    }

    @Override
    public Types environmentType() {
      return Types.GRAPH;
    }

    @Override
    public boolean isInitializer(Operation op) {
      return graph.isInitializer(op);
    }
  }
}
