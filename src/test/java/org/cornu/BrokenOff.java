package org.cornu;

import static org.cornu.distribute.Strategies.workers;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.distribute.Cluster;
import org.cornu.train.Fit;

/** A program that begins twenty runs, each broken off by the second worker when it happens. */
final class BrokenOff {

  public static void main(String[] args) throws Exception {
    Cluster cluster = Cluster.ofEnvironment();
    Dataset data = Mnist.load().train().take(16);
    Sequential net = Sequential.of(input(28, 28, 1), flatten(), dense(10).softmax()).seed(1);
    Random random = new Random(5);
    try (Model model =
        net.distribute(workers(cluster, 10)).compile(sgd(), categoricalCrossentropy())) {
      for (int i = 0; i < 20; i++) {
        long micros = 5000 + random.nextInt(50_000);
        CompletableFuture<Training> begun = new CompletableFuture<>();
        Callback breaksOff =
            training -> {
              begun.complete(training);
              return new Callback.Run() {};
            };
        Thread hook =
            new Thread(
                () -> {
                  LockSupport.parkNanos(1000 * micros);
                  begun.join().breakOff();
                });
        if (cluster.task() == 1) {
          hook.start();
        }
        System.out.println(
            model.fit(data, Fit.epochs(100_000).batchSize(8).callbacks(breaksOff)).epochs().size());
        hook.join();
      }
    }
  }
}
