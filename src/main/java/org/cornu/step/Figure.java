package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.net.Net;

/**
 * A figure that is logged beside the loss: a metric, or where several outputs are trained the loss
 * of one.
 *
 * @param name as a history has it
 * @param metric from whose sums it is computed; empty for a loss, a mean over the samples
 */
public record Figure(String name, Optional<Metric> metric) {

  /** All of them, in order: the losses first. */
  public static List<Figure> of(Net net, Compilation how) {
    List<Integer> outputs = how.outputs(net);
    List<Figure> losses = new ArrayList<>();
    List<Figure> metrics = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Objective objective = how.objectives().get(i);
      String prefix = Compilation.prefix(net, outputs.get(i));
      if (outputs.size() > 1) {
        losses.add(new Figure(prefix + "loss", Optional.empty()));
      }
      objective
          .named()
          .forEach((name, metric) -> metrics.add(new Figure(prefix + name, Optional.of(metric))));
    }
    losses.addAll(metrics);
    return losses;
  }
}
