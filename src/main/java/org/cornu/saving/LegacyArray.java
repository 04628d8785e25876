package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/**
 * A weight that a legacy file lays out in another way than today's.
 *
 * @param file in whose memory it comes
 * @param shape that is needed
 */
record LegacyArray(Hdf5 file, Shape shape) {

  private long width() {
    return shape.get(shape.numDimensions() - 1);
  }

  /** Keras 1's, of an array for each gate: side by side. */
  FloatNdArray sideBySide(List<String> paths) throws IOException {
    long block = width() / paths.size();
    Shape part = shape.take(shape.numDimensions() - 1).append(block);
    List<FloatDataBuffer> parts = new ArrayList<>();
    for (String path : paths) {
      parts.add(NativeMemory.flat(file.floats(path, part)));
    }
    return filled(
        i -> {
          long column = i % width();
          return parts.get((int) (column / block)).getFloat(i / width() * block + column % block);
        });
  }

  /** CuDNN's kernel: the block of each gate lies transposed in its memory. */
  FloatNdArray transposed(String path, int gates) throws IOException {
    FloatDataBuffer stored = NativeMemory.flat(file.floats(path, shape));
    long rows = shape.get(0);
    long block = width() / gates;
    return filled(
        i -> {
          long row = i / width();
          long gate = i % width() / block;
          long place = i % block * rows + row;
          return stored.getFloat(place / block * width() + gate * block + place % block);
        });
  }

  /** CuDNN's two biases, of the inputs and of the states, one behind the other: their sum. */
  FloatNdArray sum(String path) throws IOException {
    FloatDataBuffer both = NativeMemory.flat(file.floats(path, Shape.of(2 * shape.size())));
    return filled(i -> both.getFloat(i) + both.getFloat(i + shape.size()));
  }

  /** CuDNN's two biases of a GRU, one behind the other. */
  FloatNdArray flat(String path) throws IOException {
    return filled(NativeMemory.flat(file.floats(path, Shape.of(shape.size())))::getFloat);
  }

  /** As it is needed, or Keras 1's kernel over steps, which has an axis of 1 behind them. */
  FloatNdArray ofSteps(String path) throws IOException {
    if (shape.numDimensions() == 3) {
      Shape wide = Shape.of(shape.get(0), 1, shape.get(1), shape.get(2));
      if (file.shape(path).equals(wide)) {
        return filled(NativeMemory.flat(file.floats(path, wide))::getFloat);
      }
    }
    return file.floats(path, shape);
  }

  /** What is at each place of an array, one row after another. */
  private interface Numbers {
    float at(long place);
  }

  private FloatNdArray filled(Numbers numbers) {
    FloatNdArray array = file.array(shape);
    FloatDataBuffer flat = NativeMemory.flat(array);
    for (long i = 0; i < flat.size(); i++) {
      flat.setFloat(numbers.at(i), i);
    }
    return array;
  }
}
