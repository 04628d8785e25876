package org.cornu.net;

/**
 * A net as a graph computes it: its values are those of the net as it was written, and its weights
 * have the same paths, but nodes are divided and moved to be computed well.
 */
public final class GraphNet {

  private GraphNet() {}

  /** Rewrites a net: activations in nodes of their own, poolings first. */
  public static Net of(Net written) {
    return PoolFirst.apply(SplitActivations.apply(written));
  }
}
