package org.cornu.spark;

import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.softmax;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.distribute.Strategy;
import org.cornu.train.Fit;

/** What the tests train, on Spark and without. */
final class Programs {

  private Programs() {}

  /** The last batch has a single sample. */
  static Dataset digits() {
    return Mnist.load().train().take(20 * 30 + 1);
  }

  static Sequential net(long seed) {
    return Sequential.of(input(28, 28, 1), flatten(), dense(32), relu(), dense(10), softmax())
        .seed(seed);
  }

  static Trained train(Strategy strategy, Dataset data, Callback... callbacks) {
    Model model = net(3).distribute(strategy).compile(sgd(), categoricalCrossentropy(), accuracy());
    Fit fit =
        Fit.epochs(2)
            .batchSize(30)
            .validationData(Mnist.load().test().take(100))
            .callbacks(callbacks);
    return Trained.of(model, it -> it.fit(data, fit));
  }
}
