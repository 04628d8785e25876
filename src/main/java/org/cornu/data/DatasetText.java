package org.cornu.data;

import java.util.Locale;

/** A data set in a line. */
final class DatasetText {

  private DatasetText() {}

  static String of(Dataset data) {
    boolean single =
        data.inputs().size() == 1 && data.targets().size() < 2 && data.weights().isEmpty();
    return single ? single(data) : several(data);
  }

  private static String single(Dataset data) {
    ElementType type = data.inputs().get(0).type();
    String words =
        switch (type) {
          case PIXEL -> "bytes";
          case FLOAT32 -> "floats";
          default -> type.name().toLowerCase(Locale.ROOT);
        };
    String labels =
        data.hasClasses() ? data.classes() + " classes" : data.vectorWidth() + " targets";
    return "Dataset(%s samples of shape %s, %s, %s)"
        .formatted(
            data.size(),
            SampleShape.text(data.shape()),
            words,
            data.labelled() ? labels : "no labels");
  }

  private static String several(Dataset data) {
    return "Dataset(%s samples of %s, targets %s, weights of %s)"
        .formatted(data.size(), data.inputs(), data.targets(), data.weights().keySet());
  }
}
