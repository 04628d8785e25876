package org.cornu.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.step.Figure;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Loss and metrics added up over batches, in double precision, weighted by samples. */
final class Sums {

  private final List<Figure> figures;
  private final int[] ends;
  private final double[] sums;
  private long samples;

  /**
   * Starts at 0.
   *
   * @param sizes how many sums each figure has
   */
  Sums(List<Figure> figures, List<Integer> sizes) {
    this.figures = figures;
    this.ends = sizes.stream().mapToInt(Integer::intValue).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
    this.sums = new double[1 + (ends.length == 0 ? 0 : ends[ends.length - 1])];
  }

  /**
   * Adds a batch's sums: the loss's, then each figure's.
   *
   * @return the number behind them, or 0 if there is none
   */
  float add(TFloat32 batch, int size) {
    float[] values = new float[Math.toIntExact(batch.size())];
    batch.copyTo(DataBuffers.of(values, false, false));
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
    samples += size;
    return values.length > sums.length ? values[sums.length] : 0;
  }

  /**
   * Adds those of several batches, a row each.
   *
   * @param size samples of all of them
   */
  void addRows(TFloat32 batches, int size) {
    float[] values = new float[Math.toIntExact(batches.size())];
    batches.copyTo(DataBuffers.of(values, false, false));
    for (int from = 0; from < values.length; from += sums.length) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[from + i];
      }
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

  /** The metrics, and the losses of single outputs, by name. */
  Map<String, Double> metrics() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      double[] own = Arrays.copyOfRange(sums, 1 + (i == 0 ? 0 : ends[i - 1]), 1 + ends[i]);
      Figure figure = figures.get(i);
      values.put(
          figure.name(),
          figure.metric().map(metric -> metric.result(own)).orElseGet(() -> own[0] / samples));
    }
    return values;
  }

  /** Loss and figures by name. */
  Map<String, Double> logs() {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss());
    logs.putAll(metrics());
    return logs;
  }
}
