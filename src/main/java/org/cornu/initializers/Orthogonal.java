package org.cornu.initializers;

import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * Vectors of one length at right angles, in directions that are drawn, so that signals and
 * gradients keep their size over many steps (Keras: {@code Orthogonal}; Saxe and others 2014). A
 * kernel counts as a matrix with its last axis as columns; of rows and columns those are at right
 * angles that are fewer.
 *
 * @param gain the length of each vector, finite
 */
public record Orthogonal(double gain) implements Initializer {

  public Orthogonal {
    if (!Double.isFinite(gain)) {
      throw new IllegalArgumentException("orthogonal needs a finite gain, got " + gain);
    }
  }

  /** With vectors of another length; 1 by default. */
  public Orthogonal gain(double gain) {
    return new Orthogonal(gain);
  }

  /**
   * The vectors.
   *
   * @throws IllegalArgumentException if the weight has less than two axes
   */
  @Override
  public float[] values(Shape shape, Draws draws) {
    int rank = shape.numDimensions();
    if (rank < 2) {
      throw new IllegalArgumentException("orthogonal needs two axes or more, got shape " + shape);
    }
    int columns = Math.toIntExact(shape.get(rank - 1));
    float[] values = new float[Math.toIntExact(shape.size())];
    int rows = values.length / Math.max(1, columns);
    double[][] vectors = vectors(Math.min(rows, columns), Math.max(rows, columns), draws);
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      int column = i % columns;
      double value = rows < columns ? vectors[row][column] : vectors[column][row];
      values[i] = (float) (gain * value);
    }
    return values;
  }

  /**
   * Normal draws, of each of which is taken off what lies along those before it: the Q of a QR
   * decomposition whose R has a diagonal above 0, which Keras takes by turning signs.
   */
  private static double[][] vectors(int count, int length, Draws draws) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      double[] vector = vectors[i];
      for (int j = 0; j < length; j++) {
        vector[j] = draws.normal();
      }
      // Twice, as the first time leaves what rounding hides.
      for (int j = 0; j < 2 * i; j++) {
        add(vector, -dot(vector, vectors[j % i]), vectors[j % i]);
      }
      double norm = Math.sqrt(dot(vector, vector));
      for (int j = 0; j < length; j++) {
        vector[j] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] vector) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }

  @Override
  public Config config() {
    return Config.of("gain", gain);
  }

  /** Reads Keras's configuration but for its seed: values are drawn from the net's. */
  public static Orthogonal from(Config config) {
    config.ignore("seed");
    return new Orthogonal(config.number("gain", 1));
  }
}
