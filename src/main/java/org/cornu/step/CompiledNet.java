package org.cornu.step;

import org.cornu.net.Net;
import org.cornu.random.Seed;

/**
 * A net and all that it takes to build the graph that trains it.
 *
 * @param name of the model
 * @param net as the user wrote it
 * @param seed that weights, shuffles and masks are drawn from
 * @param how it is trained
 */
public record CompiledNet(String name, Net net, Seed seed, Compilation how) {

  /**
   * Checks what can be checked before a graph is built.
   *
   * @throws IllegalArgumentException if a metric cannot read the net's output
   */
  public CompiledNet {
    how.check(net);
  }

  /** The same net, compiled in another way. */
  public CompiledNet with(Compilation how) {
    return new CompiledNet(name, net, seed, how);
  }
}
