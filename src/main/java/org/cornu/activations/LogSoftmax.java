package org.cornu.activations;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.ops.Reshaping;
import org.cornu.ops.Turning;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The logarithms of a softmax's probabilities (Keras: {@code log_softmax}).
 *
 * @param axis along which they add up to 1, the batch counted; -1 for the last
 */
public record LogSoftmax(int axis) implements Operation {

  /** Keras's function. */
  static final LogSoftmax USUAL = new LogSoftmax(-1);

  private static final String NAME = "logSoftmax";

  public LogSoftmax {
    Axis.require(NAME, axis);
  }

  @Override
  public Shape outputShape(Shape sample) {
    Axis.require(NAME, axis, sample);
    return sample;
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    int from0 = Axis.from0(NAME, axis, x.shape().numDimensions());
    return Turning.along(tf, x, from0, values -> ofLast(tf, values));
  }

  /** In rows: TensorFlow's gradient of the op sums along axis 1, whatever the rank. */
  private static Operand<TFloat32> ofLast(Ops tf, Operand<TFloat32> x) {
    var width = Reshaping.size(tf, x, x.shape().numDimensions() - 1);
    var rows = tf.reshape(x, tf.stack(List.of(tf.constant(-1), width)));
    return tf.reshape(tf.nn.logSoftmax(rows), tf.shape(x));
  }

  @Override
  public boolean isUsual() {
    return equals(USUAL);
  }

  @Override
  public Config config() {
    return Config.of("axis", axis);
  }

  /** Reads the configuration of Keras's operation. */
  public static LogSoftmax from(Config config) {
    Activations.ignorePlace(config);
    return new LogSoftmax(Axis.from(config));
  }
}
