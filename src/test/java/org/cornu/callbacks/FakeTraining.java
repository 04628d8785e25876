package org.cornu.callbacks;

import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.proto.GraphDef;

/** A run of 20 epochs of 10 batches of 100 samples, which can be told to stop. */
public class FakeTraining implements Training {

  private volatile boolean stopped;

  /** Whether it was told to. */
  public boolean stopped() {
    return stopped;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public int initialEpoch() {
    return 0;
  }

  @Override
  public int epochs() {
    return 20;
  }

  @Override
  public int batches() {
    return 10;
  }

  @Override
  public int samples() {
    return 1000;
  }

  @Override
  public int batchSize() {
    return 100;
  }

  @Override
  public double learningRate() {
    return 0.001;
  }

  @Override
  public void learningRate(double rate) {
    throw new UnsupportedOperationException("no test sets the rate");
  }

  @Override
  public long iteration() {
    return 0;
  }

  @Override
  public GraphDef graph() {
    throw new UnsupportedOperationException("there is no graph");
  }

  @Override
  public void traceNext(StepReader reader) {
    throw new UnsupportedOperationException("there are no steps");
  }

  @Override
  public Map<String, FloatNdArray> weights() {
    throw new UnsupportedOperationException("there are no weights");
  }

  @Override
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    throw new UnsupportedOperationException("there are no weights");
  }

  @Override
  public void requireSavable() {
    // There is nothing that could not be written.
  }

  @Override
  public void save(Path file) {
    throw new UnsupportedOperationException("there is no model");
  }

  @Override
  public void saveWeights(Path file) {
    throw new UnsupportedOperationException("there are no weights");
  }

  @Override
  public void checkpoint(Path file) {
    throw new UnsupportedOperationException("there is no run");
  }

  @Override
  public boolean ended() {
    return true;
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
