package org.cornu.callbacks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;

/** A run without a net: its one weight is the number of the epoch. */
final class WatchedTraining extends FakeTraining {

  private final List<Integer> saved = new ArrayList<>();
  private double rate;
  private int epoch;
  private int restored;

  WatchedTraining(double rate) {
    this.rate = rate;
  }

  void nextEpoch() {
    epoch++;
  }

  int epoch() {
    return epoch;
  }

  /** The epochs after which the model was saved. */
  List<Integer> saved() {
    return saved;
  }

  /** The epoch whose weights were set; 0 for none. */
  int restored() {
    return restored;
  }

  @Override
  public double learningRate() {
    return rate;
  }

  @Override
  public void learningRate(double rate) {
    this.rate = rate;
  }

  @Override
  public Map<String, FloatNdArray> weights() {
    return Map.of("epoch", NdArrays.scalarOf((float) epoch));
  }

  @Override
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    restored = (int) weights.get("epoch").getFloat();
  }

  @Override
  public void save(Path file) {
    saved.add(epoch);
  }
}
