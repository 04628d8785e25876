package org.cornu.feed;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.graph.Spec;
import org.cornu.random.Seed;
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
import org.openjdk.jmh.annotations.Warmup;
import org.tensorflow.ndarray.Shape;

/** What it takes to gather a shuffled batch of MNIST and to put it into native memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchesBenchmark {

  private static final Shape CLASSES = Shape.of(10);

  @Param({"1", "32", "128", "1024"})
  private int batchSize;

  @Param({"true", "false"})
  private boolean bytes;

  private Batches batches;
  private int next;

  @Setup(Level.Trial)
  public void gather() {
    Dataset pixels = Mnist.load().train();
    Dataset data = bytes ? pixels : asFloats(pixels);
    int[] rows = new Seed(1).draws("shuffle", "", 1).permutation(data.size());
    Wants wants =
        new Wants(
            List.of(new Wants.Input("image", Spec.floats(Shape.of(28, 28, 1)))),
            List.of(new Wants.Target("digit", CLASSES, false)));
    batches = Batches.of(data, rows, batchSize, wants);
  }

  private static Dataset asFloats(Dataset pixels) {
    int width = pixels.sample(0).length;
    float[] values = new float[pixels.size() * width];
    for (int i = 0; i < pixels.size(); i++) {
      System.arraycopy(pixels.sample(i), 0, values, i * width, width);
    }
    return Dataset.of(values, pixels.shape(), pixels.classIndices());
  }

  @Benchmark
  public int batch() {
    next = (next + 1) % batches.count();
    try (Batch batch = batches.batch(next)) {
      return batch.size();
    }
  }
}
