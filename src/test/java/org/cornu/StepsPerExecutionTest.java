package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.Map;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several steps by one run of the graph are the same steps, to the bit. */
class StepsPerExecutionTest {

  private static final Dataset DIGITS = Mnist.load().train().range(0, 250);
  private static final Fit FIT = Fit.epochs(2).batchSize(32).validationSplit(.2);

  private record Outcome(History history, Map<String, float[]> weights) {
    static Outcome of(Compilable net, Dataset data, Fit fit) {
      try (Model model = net.compile(adam(), categoricalCrossentropy(), accuracy())) {
        History history = model.fit(data, fit);
        return new Outcome(Bits.timeless(history), Bits.weights(model));
      }
    }

    void assertSame(Outcome other) {
      assertThat(history).isEqualTo(other.history);
      assertThat(weights).usingRecursiveComparison().isEqualTo(other.weights);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5})
  void netsOfTheZoo(int number) {
    Sequential net = MnistCnns.all().get(number - 1).seed(1);
    Outcome plain = Outcome.of(net, DIGITS, FIT);
    long t = System.nanoTime();
    Outcome.of(net.stepsPerExecution(3), DIGITS, FIT).assertSame(plain);
    Outcome.of(net.stepsPerExecution(3), DIGITS, FIT.dataOnDevice()).assertSame(plain);
    Outcome.of(net, DIGITS, FIT.dataOnDevice()).assertSame(plain);
  }
}
