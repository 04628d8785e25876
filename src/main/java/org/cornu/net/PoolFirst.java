package org.cornu.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
      for (Node node : net.nodes()) {
        Node pooling = node.layer() instanceof Conv2D ? poolingBehind(net, node) : null;
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
  private static Node poolingBehind(Net net, Node convolution) {
    Node reader = onlyReader(net, convolution);
    if (reader != null && neverFalls(reader.layer())) {
      reader = onlyReader(net, reader);
    }
    return reader != null && reader.layer() instanceof MaxPooling2D ? reader : null;
  }

  private static Node onlyReader(Net net, Node node) {
    int value = net.nodes().indexOf(node) + 1;
    List<Node> readers =
        net.nodes().stream().filter(each -> each.inputs().contains(value)).toList();
    return readers.size() == 1 ? readers.get(0) : null;
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
