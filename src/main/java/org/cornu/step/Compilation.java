package org.cornu.step;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cornu.graph.Spec;
import org.cornu.losses.Loss;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.metrics.MetricNames;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;

/**
 * What a net is compiled with.
 *
 * @param optimizer moves the weights
 * @param objectives of the outputs that are trained, one or more
 * @param stepsPerExecution steps that one run of the graph takes, 1 or more
 */
public record Compilation(Optimizer optimizer, List<Objective> objectives, int stepsPerExecution) {

  public Compilation {
    Objects.requireNonNull(optimizer, "compile needs an optimizer, for example adam(), got null");
    objectives = List.copyOf(objectives);
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("compile needs the objective of an output, got none");
    }
    if (stepsPerExecution < 1) {
      throw new IllegalArgumentException(
          "compile needs stepsPerExecution of 1 or more, got " + stepsPerExecution);
    }
    for (Objective objective : objectives) {
      MetricNames.require(objective.metrics());
      MetricNames.require(objective.weightedMetrics());
    }
  }

  /** With one step in a run of the graph. */
  public Compilation(Optimizer optimizer, List<Objective> objectives) {
    this(optimizer, objectives, 1);
  }

  /** The same with so many steps in a run of the graph, 1 or more. */
  public Compilation stepsPerExecution(int steps) {
    return new Compilation(optimizer, objectives, steps);
  }

  /** That of a net with one output. */
  public static Compilation of(Optimizer optimizer, Loss loss, List<Metric> metrics) {
    return new Compilation(optimizer, List.of(Objective.ofOnly(loss, metrics)));
  }

  /**
   * The places of the objectives' outputs among the net's.
   *
   * @throws IllegalArgumentException if there is no such output, two are for one, it is of no
   *     floats, or a metric cannot read it
   */
  List<Integer> outputs(Net net) {
    List<String> names = net.outputNames();
    Set<Integer> places = new LinkedHashSet<>();
    for (Objective objective : objectives) {
      if (objective.output().isEmpty() && names.size() > 1) {
        throw new IllegalArgumentException(
            "compile needs an objective for each output that is trained, of %s, got one loss without a name; use objective(\"%s\", ...)"
                .formatted(names, names.get(0)));
      }
      int place = names.indexOf(objective.output().orElse(names.get(0)));
      if (place < 0 || !places.add(place)) {
        throw new IllegalArgumentException(
            "compile needs one objective for an output, of %s, got \"%s\"%s"
                .formatted(names, objective.output().orElse(""), place < 0 ? "" : " twice"));
      }
      Spec spec = net.outputSpecs().get(place);
      if (!spec.isFloat() || spec.shape().numDimensions() == 0) {
        throw new IllegalArgumentException(
            "compile needs outputs of floats with an axis or more to train, got \"%s\" of %s"
                .formatted(names.get(place), spec));
      }
      try {
        objective.loss().checkOutput(spec.shape());
        objective.named().values().forEach(metric -> metric.checkOutput(spec.shape()));
      } catch (IllegalArgumentException e) {
        String where = names.size() == 1 ? "" : "output \"%s\": ".formatted(names.get(place));
        throw new IllegalArgumentException(where + e.getMessage(), e);
      }
    }
    return List.copyOf(places);
  }

  /** What the figures of an output begin with, where there are several: {@code digit_}. */
  static String prefix(Net net, int output) {
    return net.outputs().size() == 1 ? "" : net.outputNames().get(output) + "_";
  }

  /** The names of the figures that an epoch logs, in order. */
  public List<String> logged(Net net, boolean validated) {
    List<String> names = new ArrayList<>(List.of("loss"));
    Figure.of(net, this).forEach(figure -> names.add(figure.name()));
    if (validated) {
      List.copyOf(names).forEach(name -> names.add("val_" + name));
    }
    return names;
  }
}
