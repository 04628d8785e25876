package org.cornu;

import java.util.Objects;
import org.cornu.distribute.Strategy;
import org.cornu.net.NetStates;
import org.cornu.random.Seed;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.cornu.train.TrainSession;

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
    Objects.requireNonNull(how, "compile needs what a net is compiled with, got null");
    if (how.stepsPerExecution() > 1 && !strategy.isPlain()) {
      throw new IllegalArgumentException(
          "compile needs stepsPerExecution of 1 for a net that is distributed, got %d; leave it out"
              .formatted(how.stepsPerExecution()));
    }
    if (!NetStates.of(net.net()).isEmpty() && !strategy.isPlain()) {
      throw new IllegalArgumentException(
          "compile needs a net that keeps no states from batch to batch where it is distributed, as each device has a share of the batch; leave stateful out");
    }
    Seed seed = net.seed().orElseGet(Seed::random);
    return new Model(new TrainSession(new CompiledNet(net.name(), net.net(), seed, how), strategy));
  }
}
