package org.cornu.serving;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** The op that computes what a model answers, found behind those that only hand it on. */
final class OutputOp {

  private static final Set<String> HANDS_ON =
      Set.of("Identity", "Cast", "Reshape", "Squeeze", "StopGradient", "EnsureShape");
  private static final Set<String> CALLS = Set.of("StatefulPartitionedCall", "PartitionedCall");

  private OutputOp() {}

  /**
   * Its type, such as {@code Softmax}; empty if it cannot be told.
   *
   * @param tensor a name such as {@code output} or {@code StatefulPartitionedCall:1}
   */
  static Optional<String> type(Graph graph, String tensor) {
    GraphOperation op = graph.operation(node(tensor));
    int output = index(tensor);
    while (op != null && HANDS_ON.contains(op.type())) {
      output = op.input(0).index();
      op = (GraphOperation) op.input(0).op();
    }
    if (op == null || !CALLS.contains(op.type())) {
      return Optional.ofNullable(op).map(GraphOperation::type);
    }
    GraphDef definition = graph.toGraphDef(); // Keras's SavedModels compute in functions
    int wanted = output;
    return named(definition.getNodeList(), op.name())
        .flatMap(call -> inFunction(definition.getLibrary(), call, wanted));
  }

  private static Optional<String> inFunction(FunctionDefLibrary library, NodeDef call, int output) {
    String name = call.getAttrOrThrow("f").getFunc().getName();
    Optional<FunctionDef> function =
        library.getFunctionList().stream()
            .filter(each -> each.getSignature().getName().equals(name))
            .findFirst();
    if (function.isEmpty()) {
      return Optional.empty();
    }
    List<NodeDef> nodes = function.get().getNodeDefList();
    String tensor =
        function.get().getRetOrThrow(function.get().getSignature().getOutputArg(output).getName());
    Optional<NodeDef> op = named(nodes, node(tensor));
    while (op.isPresent() && HANDS_ON.contains(op.get().getOp())) {
      tensor = op.get().getInput(0);
      op = named(nodes, node(tensor));
    }
    return op.isPresent() && CALLS.contains(op.get().getOp())
        ? inFunction(library, op.get(), index(tensor))
        : op.map(NodeDef::getOp);
  }

  private static Optional<NodeDef> named(List<NodeDef> nodes, String name) {
    return nodes.stream().filter(node -> node.getName().equals(name)).findFirst();
  }

  private static String node(String tensor) {
    return tensor.split(":")[0];
  }

  /** The number behind the last colon: {@code node}, {@code node:1} or {@code node:output:1}. */
  private static int index(String tensor) {
    return tensor.contains(":")
        ? Integer.parseInt(tensor.substring(tensor.lastIndexOf(':') + 1))
        : 0;
  }
}
