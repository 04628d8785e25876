package org.cornu.layers;

import org.cornu.ops.Pooling;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** What poolings keep of a window. */
public enum Pool {
  /** The largest value. */
  MAX("Max") {
    @Override
    <T extends TNumber> Operand<T> ofWindows(Ops tf, Operand<T> x, Window window) {
      return Pooling.max(
          tf, x, window.size().longs(), window.strides().longs(), window.padding().name());
    }

    @Override
    Operand<TFloat32> ofAxes(Ops tf, Operand<TFloat32> x, int[] axes, boolean keep) {
      return tf.max(x, tf.constant(axes), Max.keepDims(keep));
    }
  },
  /** The mean. */
  AVERAGE("Average") {
    @Override
    <T extends TNumber> Operand<T> ofWindows(Ops tf, Operand<T> x, Window window) {
      return Pooling.mean(
          tf, x, window.size().longs(), window.strides().longs(), window.padding().name());
    }

    @Override
    Operand<TFloat32> ofAxes(Ops tf, Operand<TFloat32> x, int[] axes, boolean keep) {
      return tf.math.mean(x, tf.constant(axes), Mean.keepDims(keep));
    }
  };

  private final String kerasName;

  Pool(String kerasName) {
    this.kerasName = kerasName;
  }

  /** As the names of Keras's classes have it: {@code Max} or {@code Average}. */
  String kerasName() {
    return kerasName;
  }

  /** Emits it for each window, the channels last. */
  abstract <T extends TNumber> Operand<T> ofWindows(Ops tf, Operand<T> x, Window window);

  /**
   * Emits it for whole axes.
   *
   * @param keep whether they stay, with a size of 1
   */
  abstract Operand<TFloat32> ofAxes(Ops tf, Operand<TFloat32> x, int[] axes, boolean keep);
}
