package org.cornu.server;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * One input or output of some samples.
 *
 * @param rows how many samples
 * @param sample the shape of one
 * @param elements of all, a sample after the other
 */
record Column(int rows, Shape sample, Elements<?> elements) {

  /** One too few would give each client behind it another's answer. */
  Column {
    if (elements.size() != rows * sample.size()) {
      throw new IllegalArgumentException(
          "needs %d samples of shape %s, got %d elements".formatted(rows, sample, elements.size()));
    }
  }

  /** What a model gave, copied, so many samples. */
  static Column of(TType tensor) {
    Shape shape = tensor.shape();
    return new Column(Math.toIntExact(shape.get(0)), shape.tail(), Elements.of(tensor));
  }

  /** How many elements a sample has. */
  int width() {
    return Math.toIntExact(sample.size());
  }

  /** Some samples in native memory, to be closed by the caller. */
  TType tensor(int from, int to) {
    long[] sizes = new long[sample.numDimensions() + 1];
    sizes[0] = to - from;
    System.arraycopy(sample.asArray(), 0, sizes, 1, sizes.length - 1);
    return elements.tensor(Shape.of(sizes), from * width());
  }

  /** The samples of several of one shape, as one. */
  static Column joined(Iterable<Column> columns, int rows) {
    Column first = columns.iterator().next();
    if (first.rows == rows) {
      return first;
    }
    Elements<?> all = Elements.of(first.elements.type());
    for (Column each : columns) {
      all.add(each.elements, 0, each.elements.size());
    }
    return new Column(rows, first.sample, all);
  }
}
