package org.cornu.data;

import java.nio.FloatBuffer;

/** No labels: samples to predict. */
record Unlabelled(int size) implements Labels {

  @Override
  public int classes() {
    throw noLabels();
  }

  @Override
  public int index(int sample) {
    throw noLabels();
  }

  @Override
  public void write(int sample, int width, FloatBuffer out) {
    throw noLabels();
  }

  private static IllegalStateException noLabels() {
    return new IllegalStateException(
        "this dataset has no labels and serves prediction only; to train or to evaluate, give"
            + " Dataset.of class indices or vectors, or Idx.stream a file of labels");
  }
}
