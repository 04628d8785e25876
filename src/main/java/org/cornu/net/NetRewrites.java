package org.cornu.net;

/**
 * What is done to a net before a graph computes it: calls are divided and moved to be computed
 * well. It gives the same outputs, in their order, and its weights keep their paths; values are
 * numbered anew.
 */
public final class NetRewrites {

  private NetRewrites() {}

  /** The net without nets in it, with activations in calls of their own, and poolings first. */
  public static Net apply(Net written) {
    return PoolFirst.apply(SplitActivations.apply(Inline.apply(written)));
  }
}
