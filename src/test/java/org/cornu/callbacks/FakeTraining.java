package org.cornu.callbacks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.proto.GraphDef;

/** A run of 20 epochs of 10 batches of 100 samples, which can be told to end. */
public class FakeTraining implements Training {

  private volatile Ending ending; // null as long as it goes on

  /** Whether it was told to end. */
  public boolean stopped() {
    return ending != null;
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
  public int stepsPerExecution() {
    return 1;
  }

  @Override
  public List<String> logged() {
    return List.of("loss", "accuracy", "val_loss", "val_accuracy");
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
  public Map<String, FloatNdArray> averages() {
    throw new UnsupportedOperationException("there are no weights");
  }

  @Override
  public void setAverages(Map<String, ? extends FloatNdArray> averages) {
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
  public boolean checkpoint(Path file) {
    throw new UnsupportedOperationException("there is no run");
  }

  @Override
  public Optional<Ending> ending() {
    return Optional.ofNullable(ending);
  }

  @Override
  public void stop() {
    ending = new Ending.Stopped();
  }

  @Override
  public void breakOff() {
    ending = new Ending.BrokenOff();
  }
}
