package org.cornu.net;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.config.KerasClass;
import org.cornu.layers.Activated;
import org.cornu.layers.Activation;

/**
 * Turns {@code dense(10).softmax()} into two nodes, so that the activation has a gradient of its
 * own and a loss can read what comes before it. The weights keep their paths.
 */
public final class SplitActivations {

  private SplitActivations() {}

  /** The same net with each activation in a node of its own. */
  public static Net apply(Net net) {
    Set<String> names = net.nodes().stream().map(Node::name).collect(toCollection(HashSet::new));
    List<Node> nodes = new ArrayList<>();
    int[] moved = new int[net.nodes().size() + 1];
    for (int i = 0; i < net.nodes().size(); i++) {
      Node node = net.nodes().get(i);
      List<Integer> inputs = node.inputs().stream().map(value -> moved[value]).toList();
      if (node.layer() instanceof Activated<?> layer
          && !layer.activation().equals(KerasActivation.LINEAR)) {
        ActivationFunction function = layer.activation();
        nodes.add(node.with(layer.activation(KerasActivation.LINEAR), inputs));
        nodes.add(
            new Node(
                unique(node.name() + "/" + KerasClass.snakeCase(function.className()), names),
                new Activation(function),
                node.trainable(),
                node.policy(),
                List.of(nodes.size())));
      } else {
        nodes.add(node.with(node.layer(), inputs));
      }
      moved[i + 1] = nodes.size();
    }
    return new Net(net.input(), nodes);
  }

  /** A name whose scope no layer has: of {@code a} with relu, and a layer {@code a.relu}. */
  private static String unique(String name, Set<String> names) {
    String unique = name;
    for (int i = 1; !names.add(unique.replace('/', '.')); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }
}
