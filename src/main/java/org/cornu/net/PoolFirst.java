package org.cornu.net;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.Activation;
import org.cornu.layers.Conv;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;
import org.cornu.layers.Pool;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.WindowPooling;
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

  /** The same net, each activation a call of its own, with its poolings moved. */
  static Net apply(Net net) {
    if (!FastPath.POOL_FIRST.on()) {
      return net;
    }
    Map<Integer, Integer> poolings = poolings(net);
    Rewriting next = new Rewriting(net);
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      if (poolings.containsKey(i)) {
        var pooling = (WindowPooling) layer(net, poolings.get(i));
        next.keep(
            i, call.layer().with(new PooledConvolution((Conv) call.layer().layer(), pooling)));
      } else if (poolings.containsValue(i)) {
        next.stand(i, next.reads(call));
      } else {
        next.keep(i, call.layer());
      }
    }
    return next.done();
  }

  private static Layer layer(Net net, int call) {
    return net.calls().get(call).layer().layer();
  }

  /** For each convolution that is pooled alone, or its activation, the pooling: their calls. */
  private static Map<Integer, Integer> poolings(Net net) {
    Map<Integer, Integer> readers = Readers.only(net);
    Map<Integer, Integer> poolings = new HashMap<>();
    for (int i = 0; i < net.calls().size(); i++) {
      if (layer(net, i) instanceof Conv convolution
          && convolution.layout() == Layout.CHANNELS_LAST
          && !convolution.penalizesOutput()
          && Readers.isCalledOnce(net, i)) {
        Integer reader = readers.get(net.first(i));
        if (reader != null && neverFalls(layer(net, reader))) {
          reader = readers.get(net.first(reader));
        }
        if (reader != null && isMaxPooling(layer(net, reader))) {
          poolings.put(i, reader);
        }
      }
    }
    return poolings;
  }

  private static boolean isMaxPooling(Layer layer) {
    return layer instanceof WindowPooling pooling
        && pooling.pool() == Pool.MAX
        && pooling.layout() == Layout.CHANNELS_LAST;
  }

  private static boolean neverFalls(Layer layer) {
    return layer instanceof Activation activation && activation.function().monotone();
  }

  /** A linear convolution, pooled, and only then its bias. */
  private record PooledConvolution(Conv convolution, WindowPooling pooling) implements UnaryLayer {

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
