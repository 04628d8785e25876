package org.cornu;

import java.util.Objects;
import org.cornu.distribute.Strategy;
import org.cornu.step.Compilation;

/**
 * A net to be compiled for several devices.
 *
 * @param net that each of them has
 * @param strategy which they are
 */
public record Distributed(Architecture<?> net, Strategy strategy) implements Compilable {

  public Distributed {
    Objects.requireNonNull(net, "a distributed net needs a net, got null");
    Objects.requireNonNull(strategy, "distribute needs a strategy, got null");
  }

  @Override
  public Model compile(Compilation how) {
    return Model.of(net, how, strategy);
  }
}
