package org.cornu.bench;

import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** How fast TensorFlow multiplies large float32 matrices: what the machine can do at best. */
final class Matmul {

  private static final int SIZE = 2048;
  private static final int CHAIN = 4;
  private static final int RUNS = 12;

  private Matmul() {}

  /** Floating-point operations a second, in the fastest of several runs. */
  static double flopsPerSecond() {
    try (Graph graph = new Graph();
        TFloat32 matrix = matrix()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> factor =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SIZE, SIZE)));
      Operand<TFloat32> product = factor;
      for (int i = 0; i < CHAIN; i++) {
        product = tf.linalg.matMul(product, factor);
      }
      // One number, so that no large result is copied out.
      Operand<TFloat32> corner = tf.slice(product, tf.array(0, 0), tf.array(1, 1));
      double best = Double.POSITIVE_INFINITY;
      try (Session session = new Session(graph)) {
        for (int i = 0; i < RUNS; i++) {
          long start = System.nanoTime();
          session.runner().feed(factor, matrix).fetch(corner).run().close();
          best = Math.min(best, (System.nanoTime() - start) * 1e-9);
        }
      }
      return CHAIN * 2.0 * SIZE * SIZE * SIZE / best;
    }
  }

  /** Entries of variance 1 / SIZE, so that products neither grow nor vanish. */
  private static TFloat32 matrix() {
    Random random = new Random(1);
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(SIZE));
    }
    return TFloat32.tensorOf(Shape.of(SIZE, SIZE), DataBuffers.of(values, true, false));
  }
}
