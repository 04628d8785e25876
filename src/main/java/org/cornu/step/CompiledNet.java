package org.cornu.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.feed.Wants;
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
   * @throws IllegalArgumentException if an objective is for no output of the net, a metric cannot
   *     read its output, or two figures have one name
   */
  public CompiledNet {
    how.outputs(net);
    Set<String> seen = new HashSet<>();
    for (String figure : how.logged(net, true)) {
      if (!seen.add(figure)) {
        throw new IllegalArgumentException(
            "compile needs figures of different names, got two called \"%s\"; give the output, or the metric, another name"
                .formatted(figure));
      }
    }
  }

  /** The same net, compiled in another way. */
  public CompiledNet with(Compilation how) {
    return new CompiledNet(name, net, seed, how);
  }

  /** The places among the net's outputs of those that are trained, in the objectives' order. */
  public List<Integer> outputs() {
    return how.outputs(net);
  }

  /** What the net is fed to be trained. */
  public Wants wants() {
    List<Wants.Target> targets = new ArrayList<>();
    List<Integer> outputs = outputs();
    for (int i = 0; i < outputs.size(); i++) {
      int output = outputs.get(i);
      targets.add(
          new Wants.Target(
              net.outputNames().get(output),
              net.outputSpecs().get(output).shape(),
              how.objectives().get(i).loss().readsClassIds()));
    }
    return new Wants(inputs(net), targets);
  }

  private static List<Wants.Input> inputs(Net net) {
    return net.inputs().stream().map(input -> new Wants.Input(input.name(), input.spec())).toList();
  }
}
