package org.cornu.net;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cornu.activations.KerasActivation;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.BatchNormalization;
import org.cornu.layers.Conv;
import org.cornu.layers.Convolutional;
import org.cornu.layers.Dense;
import org.cornu.layers.DepthwiseConv;
import org.cornu.layers.KernelLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.Layout;
import org.cornu.layers.SeparableConv;
import org.cornu.ops.FastPath;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;

/**
 * Takes batch normalizations out of a net that only answers. By its moving values one multiplies
 * each channel and adds to it; a convolution or dense layer before it does the same with another
 * kernel and bias. Only in float32, as a product in bfloat16 would be rounded elsewhere. Outputs
 * differ from those of the net as it was by roundings.
 */
final class FoldNormalization {

  private FoldNormalization() {}

  /**
   * The net without them.
   *
   * @param net in which each activation is a call of its own
   * @param weights by their paths
   */
  static NetRewrites.Answering apply(Net net, Map<String, FloatNdArray> weights) {
    if (!FastPath.FOLD_NORMALIZATION.on()) {
      return new NetRewrites.Answering(net, weights);
    }
    Map<Integer, Integer> folds = folds(net);
    Map<String, FloatNdArray> changed = new HashMap<>(weights);
    Rewriting next = new Rewriting(net);
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      if (folds.containsKey(i)) {
        NetLayer normalization = net.calls().get(folds.get(i)).layer();
        fold(call.layer(), normalization, weights, changed);
        next.keep(i, call.layer().with(biased((KernelLayer<?>) call.layer().layer())));
      } else if (folds.containsValue(i)) {
        next.stand(i, next.reads(call));
      } else {
        next.keep(i, call.layer());
      }
    }
    return new NetRewrites.Answering(next.done(), changed);
  }

  private static Layer biased(KernelLayer<?> product) {
    return (Layer) product.withBias();
  }

  /** For each product that is normalized alone, the normalization: their calls. */
  private static Map<Integer, Integer> folds(Net net) {
    Map<Integer, Integer> readers = Readers.only(net);
    Map<Integer, Integer> folds = new HashMap<>();
    for (int i = 0; i < net.calls().size(); i++) {
      Integer reader = readers.get(net.first(i));
      if (reader != null
          && net.calls().get(reader).layer().layer() instanceof BatchNormalization normalization
          && net.calls().get(reader).reads().size() == 1
          && isProduct(net.calls().get(i).layer())
          && Readers.isCalledOnce(net, i)) {
        int axes = net.spec(net.first(i)).shape().numDimensions() + 1;
        Layer product = net.calls().get(i).layer().layer();
        if (Math.floorMod(normalization.axis(), axes) == channels(product, axes)) {
          folds.put(i, reader);
        }
      }
    }
    return folds;
  }

  /**
   * Whether it is linear, and the last numbers of its kernel, one after another, belong to its
   * channels. An activation that the loss heeds is not a call of its own.
   */
  private static boolean isProduct(NetLayer placed) {
    Layer layer = placed.layer();
    return placed.policy() == DTypePolicy.FLOAT32
        && layer instanceof KernelLayer<?> kernel
        && kernel.activation().equals(KerasActivation.LINEAR)
        && (layer instanceof Conv
            || layer instanceof DepthwiseConv
            || layer instanceof SeparableConv
            || layer instanceof Dense);
  }

  private static int channels(Layer product, int axes) {
    return product instanceof Convolutional<?> convolution
            && convolution.layout() == Layout.CHANNELS_FIRST
        ? 1
        : axes - 1;
  }

  private static void fold(
      NetLayer product,
      NetLayer normalization,
      Map<String, FloatNdArray> weights,
      Map<String, FloatNdArray> changed) {
    String kernel =
        product.name()
            + (product.layer() instanceof SeparableConv ? "/pointwise_kernel" : "/kernel");
    String bias = product.name() + "/bias";
    double epsilon = ((BatchNormalization) normalization.layer()).epsilon();
    float[] mean = values(weights.get(normalization.name() + "/moving_mean"));
    float[] variance = values(weights.get(normalization.name() + "/moving_variance"));
    float[] gamma = values(weights.get(normalization.name() + "/gamma"), mean.length, 1);
    float[] beta = values(weights.get(normalization.name() + "/beta"), mean.length, 0);
    float[] offset = values(weights.get(bias), mean.length, 0);
    float[] scale = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double factor = gamma[i] / Math.sqrt(variance[i] + epsilon);
      scale[i] = (float) factor;
      offset[i] = (float) ((offset[i] - mean[i]) * factor + beta[i]);
    }
    float[] taps = values(weights.get(kernel));
    for (int i = 0; i < taps.length; i++) {
      taps[i] *= scale[i % scale.length];
    }
    Shape shape = weights.get(kernel).shape();
    changed.put(kernel, NdArrays.wrap(shape, DataBuffers.of(taps, false, false)));
    changed.put(bias, NdArrays.vectorOf(offset));
  }

  /** A weight that may not be there, and is then all one number. */
  private static float[] values(FloatNdArray weight, int size, float missing) {
    if (weight != null) {
      return values(weight);
    }
    float[] values = new float[size];
    Arrays.fill(values, missing);
    return values;
  }

  private static float[] values(FloatNdArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    array.copyTo(DataBuffers.of(values, false, false));
    return values;
  }
}
