package org.cornu.bench;

import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;

/**
 * What a step takes by the number of steps an execution and by where the data lie. The cases take
 * turns in one process; prints medians of an epoch in Markdown.
 */
final class Executions {

  private static final int BATCH_SIZE = 32;
  private static final int BATCHES = 192;
  private static final int ROUNDS = 9;

  private Executions() {}

  /** One way to take the steps of an epoch. */
  private record Case(Model model, int steps, boolean onDevice, List<Double> seconds) {

    private static Case of(Sequential net, int steps, boolean onDevice) {
      Model model = net.stepsPerExecution(steps).compile(adam(), sparseCategoricalCrossentropy());
      return new Case(model, steps, onDevice, new ArrayList<>());
    }

    private void epoch(Dataset data) {
      Fit fit = Fit.epochs(1).batchSize(BATCH_SIZE);
      seconds.add(model.fit(data, onDevice ? fit.dataOnDevice() : fit).last().seconds());
    }

    /** Of a step, after the first epoch. */
    private double microseconds() {
      double[] warm = seconds.stream().skip(1).mapToDouble(Double::doubleValue).sorted().toArray();
      return warm[warm.length / 2] * 1e6 / BATCHES;
    }
  }

  public static void main(String[] args) {
    Dataset digits = Mnist.load().train().range(0, BATCH_SIZE * BATCHES);
    Sequential tiny = Sequential.of(input(28, 28, 1), flatten(), dense(10).softmax());
    System.out.println("| net | steps an execution | data | us a step | of one by one |");
    System.out.println("| --- | ---: | --- | ---: | ---: |");
    measure("one dense layer", tiny.seed(1), digits);
    measure("model 1", MnistCnns.model1().seed(1), digits);
  }

  private static void measure(String name, Sequential net, Dataset data) {
    List<Case> cases = new ArrayList<>();
    try {
      for (int steps : new int[] {1, 8, 32}) {
        cases.add(Case.of(net, steps, false));
        cases.add(Case.of(net, steps, true));
      }
      for (int round = 0; round <= ROUNDS; round++) {
        cases.forEach(each -> each.epoch(data));
      }
      double plain = cases.get(0).microseconds();
      for (Case each : cases) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %s | %.0f | %.2f |%n",
            name,
            each.steps,
            each.onDevice ? "on the device" : "fed",
            each.microseconds(),
            each.microseconds() / plain);
      }
    } finally {
      cases.forEach(each -> each.model.close());
    }
  }
}
