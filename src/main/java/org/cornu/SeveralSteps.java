package org.cornu;

import java.util.Objects;
import org.cornu.step.Compilation;

/** What is compiled to take several steps in one run of the graph. */
record SeveralSteps(Compilable net, int steps) implements Compilable {

  @Override
  public Model compile(Compilation how) {
    Objects.requireNonNull(how, "compile needs what a net is compiled with, got null");
    return net.compile(how.stepsPerExecution(steps));
  }

  /** The last word holds. */
  @Override
  public Compilable stepsPerExecution(int steps) {
    return new SeveralSteps(net, steps);
  }
}
