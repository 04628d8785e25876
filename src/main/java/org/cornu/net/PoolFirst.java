package org.cornu.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Activation;
import org.cornu.layers.Conv2D;
import org.cornu.layers.Layer;
import org.cornu.layers.MaxPooling2D;
import org.cornu.layers.UnaryLayer;
import org.cornu.ops.FastPath;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Moves a max pooling before the bias and the activation of the convolution that it follows. Both
 * commute with the maximum: a bias is the same for all pixels of a channel, and an activation of
 * single numbers never falls. They are then computed, and their gradients, on a quarter of the
 * values. The output is the same to the bit, and a gradient differs only where adding the bias
 * rounds two values of a window to one; under {@code mixed_bfloat16} the bias is added in float32
 * here, in bfloat16 else.
 */
final class PoolFirst {

  private PoolFirst() {}

  /** The same net, each activation a node of its own, with its poolings moved. */
  static Net apply(Net net) {
    Map<String, MaxPooling2D> pooled = new HashMap<>();
    Set<String> gone = new HashSet<>();
    if (FastPath.POOL_FIRST.on()) {
      List<Optional<Integer>> readers = onlyReaders(net);
      for (int i = 0; i < net.nodes().size(); i++) {
        Node node = net.nodes().get(i);
        Node pooling = node.layer() instanceof Conv2D ? poolingBehind(net, i, readers) : null;
        if (pooling != null) {
          pooled.put(node.name(), (MaxPooling2D) pooling.layer());
          gone.add(pooling.name());
        }
      }
    }
    List<Node> nodes = new ArrayList<>();
    int[] moved = new int[net.nodes().size() + 1];
    for (int i = 0; i < net.nodes().size(); i++) {
      Node node = net.nodes().get(i);
      List<Integer> inputs = node.inputs().stream().map(value -> moved[value]).toList();
      if (gone.contains(node.name())) {
        moved[i + 1] = inputs.get(0);
      } else {
        MaxPooling2D pooling = pooled.get(node.name());
        Layer layer =
            pooling == null ? node.layer() : new PooledConvolution((Conv2D) node.layer(), pooling);
        nodes.add(node.with(layer, inputs));
        moved[i + 1] = nodes.size();
      }
    }
    return new Net(net.input(), nodes);
  }

  /** The pooling that alone reads a convolution, or its activation; null if there is none. */
  private static Node poolingBehind(Net net, int convolution, List<Optional<Integer>> readers) {
    Optional<Integer> reader = readers.get(convolution);
    if (reader.isPresent() && neverFalls(net.nodes().get(reader.get()).layer())) {
      reader = readers.get(reader.get());
    }
    return reader
        .map(net.nodes()::get)
        .filter(node -> node.layer() instanceof MaxPooling2D)
        .orElse(null);
  }

  /** For each node, the number of the one that alone reads it. */
  private static List<Optional<Integer>> onlyReaders(Net net) {
    List<Set<Integer>> readers = new ArrayList<>();
    net.nodes().forEach(node -> readers.add(new HashSet<>()));
    for (int i = 0; i < net.nodes().size(); i++) {
      for (int value : net.nodes().get(i).inputs()) {
        if (value > 0) {
          readers.get(value - 1).add(i);
        }
      }
    }
    return readers.stream()
        .map(
            each ->
                each.size() == 1 ? Optional.of(each.iterator().next()) : Optional.<Integer>empty())
        .toList();
  }

  private static boolean neverFalls(Layer layer) {
    return layer instanceof Activation activation && activation.function().monotone();
  }

  /** A linear convolution, pooled, and only then its bias. */
  private record PooledConvolution(Conv2D convolution, MaxPooling2D pooling) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return pooling.outputShape(convolution.outputShape(input));
    }

    @Override
    public List<WeightSpec> weights(Shape input) {
      return convolution.weights(input);
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      Operand<TFloat32> y = convolution.noBias().options().product(scope, x, this::pooled);
      return convolution.options().bias().isPresent()
          ? scope.tf().nn.biasAdd(y, scope.weight("bias"))
          : y;
    }

    private <T extends TNumber> Operand<T> pooled(Ops tf, Operand<T> x, Operand<T> kernel) {
      return pooling.pool(tf, convolution.convolve(tf, x, kernel));
    }
  }
}
