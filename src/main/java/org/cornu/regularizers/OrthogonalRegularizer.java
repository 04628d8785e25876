package org.cornu.regularizers;

import java.util.Objects;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * How far the rows, or the columns, of a matrix are from standing at right angles: the mean size of
 * the cosines between any two of them, times a factor (Keras: {@code OrthogonalRegularizer}). As in
 * Keras a convolution's kernel is no matrix, and refused. A row shorter than 1e-6 counts by its
 * length, as if it were divided by 1e-6; Keras's bound is 1e-7.
 *
 * @param factor on the mean, finite and 0 or more
 * @param mode rows or columns
 */
public record OrthogonalRegularizer(float factor, Mode mode) implements Regularizer {

  /** What is to stand at right angles. */
  public enum Mode {
    /** The rows: of a kernel, what one input gives to each output. */
    ROWS,
    /** The columns: of a kernel, what one output takes from each input. */
    COLUMNS
  }

  public OrthogonalRegularizer {
    L1L2.requireFactor("orthogonalRegularizer", "factor", factor);
    Objects.requireNonNull(mode, "orthogonalRegularizer needs a mode, got null");
  }

  /** Between rows or columns; rows by default. */
  public OrthogonalRegularizer mode(Mode mode) {
    return new OrthogonalRegularizer(factor, mode);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> x) {
    boolean rows = mode == Mode.ROWS;
    int size = Math.toIntExact(size(x.shape()));
    var unit = FrameworkOps.create(tf).math.l2Normalize(x, new int[] {rows ? 1 : 0});
    var cosines = tf.linalg.matMul(unit, unit, MatMul.transposeA(!rows), MatMul.transposeB(rows));
    // 0 where a vector meets itself, 1 elsewhere; each pair stands there twice.
    var numbers = tf.range(tf.constant(0), tf.constant(size), tf.constant(1));
    var others = tf.oneHot(numbers, tf.constant(size), tf.constant(0f), tf.constant(1f));
    var sum = tf.reduceSum(tf.math.abs(tf.math.mul(cosines, others)), tf.array(0, 1));
    return tf.math.mul(tf.constant((float) (factor / (size * (size - 1.0)))), sum);
  }

  /** How many vectors there are. */
  private long size(Shape matrix) {
    int axis = mode == Mode.ROWS ? 0 : 1;
    if (matrix.numDimensions() != 2 || matrix.get(axis) < 2) {
      throw new IllegalArgumentException(
          "orthogonalRegularizer needs a matrix of 2 or more %s, got shape %s"
              .formatted(Choice.name(mode), matrix));
    }
    return matrix.get(axis);
  }

  @Override
  public Config config() {
    return Config.of("factor", factor).with("mode", Choice.name(mode));
  }

  /** Reads Keras's configuration. */
  public static OrthogonalRegularizer from(Config config) {
    return new OrthogonalRegularizer(
        (float) config.number("factor", 0.01), Choice.from(config, "mode", Mode.ROWS));
  }
}
