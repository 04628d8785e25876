package org.cornu.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Placed;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/**
 * Nodes in an order in which each reads the input or nodes before it; the last one's output is the
 * net's. A value: it knows shapes and weights, and holds neither numbers nor ops.
 */
public final class Net {

  private final Input input;
  private final List<Node> nodes;
  private final List<Shape> shapes;

  /**
   * Walks the shapes.
   *
   * @throws IllegalArgumentException if there is no node, two have one name, one reads a value that
   *     is not before it, or a layer cannot read what it is given; the message names the layer
   */
  public Net(Input input, List<Node> nodes) {
    this.input = input;
    this.nodes = List.copyOf(nodes);
    requireNodes();
    Sizes.checked("input", input.shape());
    this.shapes = walk();
  }

  /**
   * The net in which each layer reads the one before it. Layers without a name get one as Keras
   * gives it.
   *
   * @throws IllegalArgumentException as the constructor, or if a layer has neither a name nor a
   *     class name to make one from
   */
  public static Net chain(Input input, List<? extends Layer> layers) {
    Names names = new Names();
    List<Node> nodes = new ArrayList<>();
    for (Layer layer : layers) {
      Placed placed = Placed.of(layer);
      if (placed.name().isEmpty() && placed.className().isEmpty()) {
        throw new IllegalArgumentException(
            "layer %d of %d is of an anonymous class and has no name; use named(...) or override"
                    .formatted(nodes.size() + 1, layers.size())
                + " className()");
      }
      String name = placed.name().orElseGet(() -> names.next(placed.className()));
      nodes.add(
          new Node(
              name, placed.layer(), placed.trainable(), placed.policy(), List.of(nodes.size())));
    }
    return new Net(input, nodes);
  }

  /** The same net with each node in this precision. */
  public Net with(DTypePolicy policy) {
    return new Net(input, nodes.stream().map(node -> node.with(policy)).toList());
  }

  /** What the net reads. */
  public Input input() {
    return input;
  }

  /** The nodes, in order. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The shape of a value: 0 is the input, i + 1 the output of node i. */
  public Shape shape(int value) {
    return shapes.get(value);
  }

  /** The shape of the net's output for one sample. */
  public Shape outputShape() {
    return shapes.get(nodes.size());
  }

  /** The weights of one node, in Keras's order. */
  public List<NetWeight> weights(Node node) {
    return node.layer().weights(inputShapes(node)).stream()
        .map(
            spec ->
                new NetWeight(
                    node.name() + "/" + spec.name(), spec, spec.trainable() && node.trainable()))
        .toList();
  }

  /** All weights, node by node. */
  public List<NetWeight> weights() {
    return nodes.stream().flatMap(node -> weights(node).stream()).toList();
  }

  private void requireNodes() {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "a net needs at least one layer after its input, got none");
    }
    Set<String> seen = new HashSet<>();
    for (Node node : nodes) {
      if (!seen.add(node.name())) {
        throw new IllegalArgumentException(
            "layer names must be unique, got \"%s\" twice; use named(...)".formatted(node.name()));
      }
    }
  }

  private List<Shape> walk() {
    List<Shape> walked = new ArrayList<>(List.of(input.shape()));
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      requireBefore(i);
      List<Shape> inputs = node.inputs().stream().map(walked::get).toList();
      try {
        walked.add(Sizes.checked("output", node.layer().outputShape(inputs)));
        node.layer().weights(inputs).forEach(each -> Sizes.checked(each.name(), each.shape()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "layer %d of %d, %s \"%s\": %s (its input comes from %s)"
                .formatted(
                    i + 1,
                    nodes.size(),
                    node.layer().className(),
                    node.name(),
                    e.getMessage(),
                    sources(node)),
            e);
      }
    }
    return List.copyOf(walked);
  }

  private void requireBefore(int i) {
    for (int value : nodes.get(i).inputs()) {
      if (value < 0 || value > i) {
        throw new IllegalArgumentException(
            "layer %d of %d, %s \"%s\": reads values 0 (the net's input) to %d, got %d"
                .formatted(
                    i + 1,
                    nodes.size(),
                    nodes.get(i).layer().className(),
                    nodes.get(i).name(),
                    i,
                    value));
      }
    }
  }

  private String sources(Node node) {
    return String.join(
        " and ",
        node.inputs().stream()
            .map(
                value ->
                    value == 0
                        ? "the net's input " + Shapes.text(input.shape())
                        : "layer %d, %s \"%s\""
                            .formatted(
                                value,
                                nodes.get(value - 1).layer().className(),
                                nodes.get(value - 1).name()))
            .toList());
  }

  private List<Shape> inputShapes(Node node) {
    return node.inputs().stream().map(shapes::get).toList();
  }
}
