package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Native memory that arrays lie in, of any size, and where TensorFlow takes them as they are.
 * Closing it frees them all; none of them is read after that.
 */
public final class NativeMemory implements AutoCloseable {

  private final List<Runnable> frees = new ArrayList<>();

  /** A new array, to be filled. */
  TFloat32 array(Shape shape) {
    TFloat32 array = TFloat32.tensorOf(shape);
    frees.add(array::close);
    return array;
  }

  /** A copy of an array. */
  public TFloat32 copy(FloatNdArray array) {
    TFloat32 copy = TFloat32.tensorOf(array);
    frees.add(copy::close);
    return copy;
  }

  /** Takes charge of arrays that are there. */
  public void add(Runnable free) {
    frees.add(free);
  }

  /**
   * The numbers of an array one after another. Those of a tensor are its own; of another array it
   * is a copy.
   */
  static FloatDataBuffer flat(FloatNdArray array) {
    if (array instanceof TFloat32 tensor) {
      return tensor.asRawTensor().data().asFloats();
    }
    FloatDataBuffer copy = DataBuffers.ofFloats(array.size());
    array.copyTo(copy);
    return copy;
  }

  /** Frees the arrays; a second call does nothing. */
  @Override
  public void close() {
    frees.forEach(Runnable::run);
    frees.clear();
  }
}
