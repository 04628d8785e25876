package org.cornu.preprocessing;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * Means and variances.
 *
 * @param shape of both; empty for a single number
 * @param mean row-major, finite
 * @param variance row-major, 0 or more
 */
public record Moments(List<Integer> shape, List<Double> mean, List<Double> variance) {

  public Moments {
    shape = List.copyOf(shape);
    mean = Numbers.requireFinite("normalization needs finite means", mean);
    variance = Numbers.requireFinite("normalization needs finite variances", variance);
    int size = shape.stream().reduce(1, Math::multiplyExact);
    if (mean.size() != size || variance.size() != size) {
      throw new IllegalArgumentException(
          "normalization needs a mean and a variance of shape %s each, got %s and %s"
              .formatted(shape, mean, variance));
    }
    if (variance.stream().anyMatch(each -> each < 0)) {
      throw new IllegalArgumentException(
          "normalization needs variances of 0 or more, got " + variance);
    }
  }

  /**
   * Their sizes as a whole number of axes, 1 in front where there are fewer.
   *
   * @param axes how many there are to be
   */
  long[] sizes(int axes) {
    long[] sizes = new long[axes];
    Arrays.fill(sizes, 1);
    for (int i = 0; i < shape.size(); i++) {
      sizes[axes - shape.size() + i] = shape.get(i);
    }
    return sizes;
  }

  /** The moments of a sum of batches, by Chan, Golub and LeVeque (1979), in double precision. */
  static final class Sums {

    private final Shape sample;
    private final int[] places; // where a value of a sample belongs
    private final double[] mean;
    private final double[] squares; // of the distances from the mean
    private double count;

    /**
     * None yet.
     *
     * @param kept axes of a sample, from 0, in order
     */
    Sums(Shape sample, List<Integer> kept) {
      this.sample = sample;
      this.places = places(sample, kept);
      int size = Arrays.stream(places).max().orElse(0) + 1;
      this.mean = new double[size];
      this.squares = new double[size];
    }

    private static int[] places(Shape sample, List<Integer> kept) {
      int[] places = new int[Math.toIntExact(sample.size())];
      int repeat = 1;
      int stride = 1;
      for (int axis = sample.numDimensions() - 1; axis >= 0; axis--) {
        int size = Math.toIntExact(sample.get(axis));
        if (kept.contains(axis)) {
          for (int i = 0; i < places.length; i++) {
            places[i] += i / repeat % size * stride;
          }
          stride *= size;
        }
        repeat *= size;
      }
      return places;
    }

    /** Adds whole samples, row-major. */
    void add(double[] values) {
      double added = (double) values.length / mean.length;
      double[] means = new double[mean.length];
      for (int i = 0; i < values.length; i++) {
        means[places[i % places.length]] += values[i] / added;
      }
      double[] distances = new double[mean.length];
      for (int i = 0; i < values.length; i++) {
        double distance = values[i] - means[places[i % places.length]];
        distances[places[i % places.length]] += distance * distance;
      }
      for (int i = 0; i < mean.length; i++) {
        double apart = means[i] - mean[i];
        squares[i] += distances[i] + apart * apart * count * added / (count + added);
        mean[i] += apart * added / (count + added);
      }
      count += added;
    }

    /** What was added, in the shape of the axes that are kept. */
    Moments moments(List<Integer> kept) {
      return new Moments(
          kept.stream().map(axis -> Math.toIntExact(sample.get(axis))).toList(),
          Arrays.stream(mean).boxed().toList(),
          Arrays.stream(squares).map(each -> each / count).boxed().toList());
    }
  }
}
