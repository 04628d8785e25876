package org.cornu.functions;

import java.util.List;
import org.cornu.layers.Layers;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** Values of as many axes each, in which a size of 1 is repeated as often as it takes. */
final class Broadcast {

  private Broadcast() {}

  /** The shape that all of some samples come to. */
  static Shape of(List<Shape> samples) {
    Shape all = samples.get(0);
    for (Shape each : samples) {
      if (each.numDimensions() != all.numDimensions()) {
        throw unequal(samples);
      }
      long[] sizes = new long[each.numDimensions()];
      for (int axis = 0; axis < sizes.length; axis++) {
        sizes[axis] = size(all.get(axis), each.get(axis), samples);
      }
      all = Shape.of(sizes);
    }
    return all;
  }

  private static long size(long a, long b, List<Shape> samples) {
    if (a == Layers.ANY || b == Layers.ANY) {
      return Math.max(a, b) > 1 ? Math.max(a, b) : Layers.ANY;
    }
    if (a != b && a != 1 && b != 1) {
      throw unequal(samples);
    }
    return a == 1 ? b : a;
  }

  private static IllegalArgumentException unequal(List<Shape> samples) {
    return new IllegalArgumentException(
        "needs inputs of one shape, or with sizes of 1 in place of others, got "
            + String.join(" and ", samples.stream().map(Shapes::text).toList()));
  }
}
