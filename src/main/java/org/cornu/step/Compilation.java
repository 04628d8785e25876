package org.cornu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.metrics.MetricNames;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;

/**
 * What a net is compiled with.
 *
 * @param optimizer moves the weights
 * @param loss is made small
 * @param metrics are watched, in this order
 */
public record Compilation(Optimizer optimizer, Loss loss, List<Metric> metrics) {

  public Compilation {
    Objects.requireNonNull(optimizer, "compile needs an optimizer, for example adam(), got null");
    Objects.requireNonNull(
        loss, "compile needs a loss, for example categoricalCrossentropy(), got null");
    metrics = List.copyOf(metrics);
    MetricNames.require(metrics);
  }

  /** The names of the figures that an epoch logs, in order. */
  public List<String> logged(boolean validated) {
    List<String> names = new ArrayList<>(List.of("loss"));
    metrics.forEach(metric -> names.add(metric.name()));
    if (validated) {
      List.copyOf(names).forEach(name -> names.add("val_" + name));
    }
    return names;
  }

  /** Checks that each metric can read the net's output. */
  void check(Net net) {
    Shape output = net.outputShape();
    metrics.forEach(metric -> metric.checkOutput(output.get(output.numDimensions() - 1)));
  }
}
