package org.cornu.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.metrics.Metric;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Loss and metrics added up over batches, in double precision, weighted by samples. */
final class Sums {

  private final List<Metric> metrics;
  private final int[] ends;
  private final double[] sums;
  private long samples;

  /**
   * Starts at 0.
   *
   * @param sizes how many sums each metric has
   */
  Sums(List<Metric> metrics, List<Integer> sizes) {
    this.metrics = metrics;
    this.ends = sizes.stream().mapToInt(Integer::intValue).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
    this.sums = new double[1 + (ends.length == 0 ? 0 : ends[ends.length - 1])];
  }

  /** Adds a batch's sums: the loss's, then each metric's. */
  void add(TFloat32 batch, int size) {
    float[] values = new float[sums.length];
    batch.copyTo(DataBuffers.of(values, false, false));
    for (int i = 0; i < values.length; i++) {
      sums[i] += values[i];
    }
    samples += size;
  }

  /** The sums so far, from which {@link #restore} goes on. */
  double[] values() {
    return sums.clone();
  }

  void restore(double[] values, long samples) {
    System.arraycopy(values, 0, sums, 0, sums.length);
    this.samples = samples;
  }

  long samples() {
    return samples;
  }

  double loss() {
    return sums[0] / samples;
  }

  /** The metrics by name. */
  Map<String, Double> metrics() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      int from = 1 + (i == 0 ? 0 : ends[i - 1]);
      values.put(
          metrics.get(i).name(),
          metrics.get(i).result(Arrays.copyOfRange(sums, from, 1 + ends[i])));
    }
    return values;
  }
}
