package org.cornu.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
import static org.cornu.losses.Losses.meanAbsoluteError;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.metric;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.List;
import java.util.Map;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.losses.Objective;
import org.cornu.net.Net;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;

/** A loss and a mean over an output of which some steps do not count, against Keras's numbers. */
class MaskedGoldenTest {

  @Test
  void stepsThatDoNotCountAreLeftOut() {
    Golden golden = Golden.all("masked").findFirst().orElseThrow();
    Net net = Net.chain(input(5, 3), List.of(masking(), dense(2)));
    Objective objective =
        Objective.ofOnly(meanSquaredError(), List.of(metric(meanAbsoluteError()).named("mae")));
    Compilation how = new Compilation(sgd(0.1), List.of(objective));
    try (StepRun run =
        new StepRun(
            new CompiledNet("masked", net, new Seed(1), how), golden.named("dense/", "weights"))) {
      for (int step = 0; step < 3; step++) {
        Map<String, Double> figures =
            run.step(List.of(golden.array("input")), List.of(golden.array("target")));
        for (String name : List.of("loss", "mae")) {
          assertThat(figures.get(name))
              .as("%s of step %d", name, step)
              .isCloseTo(golden.at("steps").get(step).required(name).doubleValue(), within(1e-5));
        }
      }
      Tensors.assertNear(run.weights(), golden.named("dense/", "trained"), 1e-5);
    }
  }
}
