package org.cornu.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cornu.graph.Call;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Pass;
import org.cornu.layers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One forward pass of a net in a graph.
 *
 * @param values all values: 0 is the input, i + 1 the output of node i
 * @param calls what the backward pass needs of each node
 * @param updates new values of the weights that no gradient moves, by their paths
 */
public record Forward(
    List<Operand<TFloat32>> values, List<Call> calls, Map<String, Operand<TFloat32>> updates) {

  /**
   * Emits the pass.
   *
   * @param x (batch, input...)
   * @param weights reads a weight by its path
   * @throws IllegalStateException if a layer gives another shape than it declares
   */
  public static Forward emit(
      Net net, Pass pass, Operand<TFloat32> x, BiFunction<Ops, String, Operand<TFloat32>> weights) {
    List<Operand<TFloat32>> values = new ArrayList<>(List.of(x));
    List<Call> calls = new ArrayList<>();
    Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
    for (Node node : net.nodes()) {
      LayerScope scope =
          new LayerScope(
              node.in(pass),
              node.name(),
              node.trainable(),
              node.policy(),
              node.inputs().stream().map(values::get).toList(),
              readers(net, node, weights));
      Operand<TFloat32> output = node.layer().call(scope, scope.inputs());
      requireShape(node, net.shape(values.size()), output.shape());
      values.add(output);
      calls.add(
          new Call(
              node.name(),
              node.inputs(),
              scope.inputs(),
              trained(net, node, scope),
              output,
              scope.rule()));
      scope.updates().forEach((name, value) -> updates.put(node.name() + "/" + name, value));
    }
    return new Forward(values, calls, updates);
  }

  /** What the net gives: (batch, output...). */
  public Operand<TFloat32> output() {
    return values.get(values.size() - 1);
  }

  private static Map<String, Function<Ops, Operand<TFloat32>>> readers(
      Net net, Node node, BiFunction<Ops, String, Operand<TFloat32>> weights) {
    Map<String, Function<Ops, Operand<TFloat32>>> readers = new LinkedHashMap<>();
    for (NetWeight weight : net.weights(node)) {
      readers.put(weight.spec().name(), tf -> weights.apply(tf, weight.path()));
    }
    return readers;
  }

  private static void requireShape(Node node, Shape sample, Shape given) {
    Shape declared = Shape.of(Shape.UNKNOWN_SIZE).append(sample);
    if (!given.isCompatibleWith(declared)) {
      throw new IllegalStateException(
          "layer \"%s\" declares an output of %s, its call gives %s; -1 is the batch"
              .formatted(node.name(), Shapes.text(declared), Shapes.text(given)));
    }
  }

  private static Map<String, Operand<TFloat32>> trained(Net net, Node node, LayerScope scope) {
    Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
    for (NetWeight weight : net.weights(node)) {
      Operand<TFloat32> read = scope.reads().get(weight.spec().name());
      if (weight.trainable() && read != null) {
        reads.put(weight.path(), read);
      }
    }
    return reads;
  }
}
