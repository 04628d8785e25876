package org.cornu.net;

import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * What is done to a net before a graph computes it: calls are divided and moved to be computed
 * well. It gives the same outputs, in their order, and its weights keep their paths; values are
 * numbered anew.
 */
public final class NetRewrites {

  private NetRewrites() {}

  /** The net without nets in it, with activations in calls of their own, and poolings first. */
  public static Net apply(Net written) {
    return PoolFirst.apply(divided(written));
  }

  /** The same of a net whose weights stay as they are, with the normalizations in its kernels. */
  public static Answering answering(Net written, Map<String, FloatNdArray> weights) {
    Answering folded = FoldNormalization.apply(divided(written), weights);
    return new Answering(PoolFirst.apply(folded.net()), folded.weights());
  }

  private static Net divided(Net written) {
    return SplitActivations.apply(Inline.apply(written));
  }

  /**
   * A net that only answers.
   *
   * @param net what is computed
   * @param weights of that net, by their paths
   */
  public record Answering(Net net, Map<String, FloatNdArray> weights) {}
}
