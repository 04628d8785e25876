package org.cornu.bench;

import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.cornu.Model;
import org.cornu.Predictor;
import org.cornu.data.Mnist;
import org.cornu.zoo.MnistCnns;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long the answer to one image takes, by the compiled model and by a stored one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PredictBenchmark {

  @Param({"1", "2", "3", "4", "5"})
  private int model;

  private float[] image;
  private Model compiled;
  private Predictor stored;

  @Setup(Level.Trial)
  public void open() throws IOException {
    image = Mnist.load().test().sample(0);
    compiled =
        MnistCnns.all().get(model - 1).compile(adam(), categoricalCrossentropy(), accuracy());
    Path file = Files.createTempFile("cornu", ".keras");
    compiled.save(file);
    stored = Predictor.load(file);
    Files.delete(file);
  }

  @Benchmark
  public float[] model() {
    return compiled.predict(image);
  }

  @Benchmark
  public float[] predictor() {
    return stored.predict(image);
  }

  @TearDown(Level.Trial)
  public void close() {
    compiled.close();
    stored.close();
  }
}
