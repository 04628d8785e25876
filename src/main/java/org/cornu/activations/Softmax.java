package org.cornu.activations;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.ops.Turning;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Probabilities along one axis or over several (Keras: {@code Softmax}); that along the last is
 * {@link Activations#softmax}.
 *
 * @param axes over which they add up to 1, the batch counted; -1 for the last
 */
public record Softmax(List<Integer> axes) implements ActivationFunction {

  /** Along the last axis. */
  static final Softmax USUAL = new Softmax(List.of(-1));

  private static final String NAME = "softmax";

  public Softmax {
    axes = List.copyOf(axes);
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("softmax needs an axis or more, got none");
    }
    axes.forEach(axis -> Axis.require(NAME, axis));
  }

  @Override
  public Shape outputShape(Shape sample) {
    axes.forEach(axis -> Axis.require(NAME, axis, sample));
    return sample;
  }

  /** Whether it is along the last axis alone of a sample of so many. */
  public boolean isAlongLast(int sampleAxes) {
    return axes.size() == 1 && (axes.get(0) == -1 || axes.get(0) == sampleAxes);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    int rank = x.shape().numDimensions();
    int[] from0 = axes.stream().mapToInt(axis -> Axis.from0(NAME, axis, rank)).toArray();
    if (from0.length == 1) {
      return Turning.along(tf, x, from0[0], tf.nn::softmax);
    }
    var over = tf.constant(from0);
    var most = tf.reduceMax(tf.stopGradient(x), over, ReduceMax.keepDims(true));
    var powers = tf.math.exp(tf.math.sub(x, most));
    var sum = tf.reduceSum(powers, over, ReduceSum.keepDims(true));
    return tf.math.exp(tf.math.sub(x, tf.math.add(tf.math.log(sum), most)));
  }

  @Override
  public Object described() {
    return equals(USUAL) ? "softmax" : this;
  }

  @Override
  public Config config() {
    return Config.of("axis", Integers.written(axes));
  }

  /** Reads the configuration of Keras's layer: a number or a list of them. */
  public static Softmax from(Config config) {
    Activations.ignorePlace(config);
    return new Softmax(Integers.from(config, "axis", List.of(-1)));
  }
}
