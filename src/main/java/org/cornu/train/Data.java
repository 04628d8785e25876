package org.cornu.train;

import org.cornu.data.Dataset;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** Whether a data set fits a net. */
final class Data {

  private Data() {}

  /** Checks the samples' shape. */
  static void requireInput(String call, Shape input, Dataset data) {
    if (!Batches.shape(data).equals(input)) {
      throw new IllegalArgumentException(
          "%s needs samples of shape %s, the net's input, got %s"
              .formatted(call, Shapes.text(input), Shapes.text(Batches.shape(data))));
    }
  }

  /** Checks samples and labels. */
  static void requireLabelled(String call, TrainSession session, Dataset data) {
    requireInput(call, session.net().input().shape(), data);
    if (!data.labelled()) {
      throw new IllegalArgumentException(
          call + " needs data with labels, got none; give them to Dataset.of");
    }
    Shape output = session.net().outputShape();
    long width = output.get(output.numDimensions() - 1);
    session.compilation().loss().checkLabels(data.hasClasses(), width);
    if (width > 1 && data.hasClasses() && data.classes() > width) {
      throw new IllegalArgumentException(
          "%s needs labels of at most %d classes, the net's output, got %d"
              .formatted(call, width, data.classes()));
    }
    if (!data.hasClasses() && data.classes() != output.size()) {
      throw new IllegalArgumentException(
          "%s needs labels as vectors of %d numbers, the net's output, got %d"
              .formatted(call, output.size(), data.classes()));
    }
  }
}
