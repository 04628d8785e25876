package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Draws samples of one class together and others apart: class ids (batch) and vectors of length 1
 * (batch, size) to (batch); samples without a like or an unlike one in the batch do not count
 * (Keras: {@code Circle}; Sun et al. 2020, "Circle Loss: A Unified Perspective of Pair Similarity
 * Optimization"). There may be any number of classes, whatever the size.
 *
 * @param gamma scale of the similarities, above 0; Keras's default is 80
 * @param margin up to which similarities are relaxed, in [0, 1]; Keras's default is 0.4
 * @param removeDiagonal whether a sample is not compared with itself; Keras's default
 */
public record Circle(double gamma, double margin, boolean removeDiagonal) implements Loss {

  public Circle {
    if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("circle needs a finite gamma above 0, got " + gamma);
    }
    if (!(margin >= 0 && margin <= 1)) {
      throw new IllegalArgumentException("circle needs a margin in [0, 1], got " + margin);
    }
  }

  /** With another scale; 80 by default. */
  public Circle gamma(double gamma) {
    return new Circle(gamma, margin, removeDiagonal);
  }

  /** With another margin; 0.4 by default. */
  public Circle margin(double margin) {
    return new Circle(gamma, margin, removeDiagonal);
  }

  /** Comparing samples with themselves too, or not, as by default. */
  public Circle removeDiagonal(boolean removeDiagonal) {
    return new Circle(gamma, margin, removeDiagonal);
  }

  @Override
  public String name() {
    return "circle";
  }

  @Override
  public boolean readsClassIds() {
    return true;
  }

  @Override
  public boolean isOfSamples() {
    return false;
  }

  @Override
  public boolean hasRoomFor(int classes, long width) {
    return true;
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return perSampleOfIds(tf, tf.math.argMax(target, tf.constant(-1), TInt32.class), output);
  }

  @Override
  public Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    Operand<TBool> like = equal(tf, ids);
    Operand<TBool> unlike = tf.math.logicalNot(like);
    if (removeDiagonal) {
      Operand<TInt32> places =
          tf.range(
              tf.constant(0),
              tf.gather(tf.shape(ids), tf.constant(0), tf.constant(0)),
              tf.constant(1));
      like = tf.math.logicalAnd(like, tf.math.logicalNot(equal(tf, places)));
    }
    Operand<TFloat32> cosine = tf.linalg.matMul(output, output, MatMul.transposeB(true));
    Operand<TFloat32> distance =
        tf.math.maximum(tf.math.sub(tf.constant(1f), cosine), tf.constant(0f));
    Operand<TFloat32> near =
        scaled(
            tf,
            tf.math.maximum(tf.math.add(tf.constant((float) margin), distance), tf.constant(0f)),
            tf.math.sub(distance, tf.constant((float) margin)));
    Operand<TFloat32> far =
        scaled(
            tf,
            tf.math.maximum(
                tf.math.sub(tf.constant((float) (1 + margin)), distance), tf.constant(0f)),
            tf.math.sub(tf.constant((float) (1 - margin)), distance));
    Operand<TFloat32> each =
        tf.math.softplus(tf.math.add(logSumExp(tf, like, near), logSumExp(tf, unlike, far)));
    return Counted.mean(tf, each, tf.math.greater(each, tf.constant(0f)));
  }

  private Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> weights, Operand<TFloat32> distances) {
    return tf.math.mul(tf.math.mul(tf.constant((float) gamma), weights), distances);
  }

  /** Of each pair, whether both are alike: (batch) to (batch, batch). */
  private static Operand<TBool> equal(Ops tf, Operand<TInt32> ids) {
    return tf.math.equal(tf.expandDims(ids, tf.constant(1)), tf.expandDims(ids, tf.constant(0)));
  }

  /** Along the rows of what is chosen; minus infinity where nothing is. */
  private static Operand<TFloat32> logSumExp(
      Ops tf, Operand<TBool> chosen, Operand<TFloat32> values) {
    Operand<TFloat32> none = tf.constant(Float.NEGATIVE_INFINITY);
    Operand<TFloat32> only = tf.select(chosen, values, none);
    Operand<TFloat32> largest =
        tf.stopGradient(tf.reduceMax(only, tf.constant(1), ReduceMax.keepDims(true)));
    Operand<TFloat32> shift = tf.select(tf.math.isFinite(largest), largest, tf.zerosLike(largest));
    Operand<TFloat32> sum = tf.reduceSum(tf.math.exp(tf.math.sub(only, shift)), tf.constant(1));
    return tf.math.add(tf.math.log(sum), tf.squeeze(shift));
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    Labels.requireIds(name(), classes);
  }

  @Override
  public void checkOutput(Shape output) {
    if (output.numDimensions() != 1) {
      throw new IllegalArgumentException(
          "loss circle needs an output of one axis, got a sample of shape " + output);
    }
  }

  @Override
  public Config config() {
    return Config.of("gamma", gamma).with("margin", margin).with("remove_diagonal", removeDiagonal);
  }

  /** Reads Keras's configuration. */
  public static Circle from(Config config) {
    return new Circle(
        config.number("gamma", 80),
        config.number("margin", .4),
        config.flag("remove_diagonal", true));
  }
}
