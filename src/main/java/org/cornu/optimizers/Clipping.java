package org.cornu.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How gradients that are too large are made smaller, before all else. */
public sealed interface Clipping {

  /** The largest number or norm that is left, above 0. */
  double limit();

  /** Keras's name of it. */
  String kerasName();

  /** Emits the gradients by the paths of their weights, none too large. */
  Map<String, Operand<TFloat32>> clip(Ops tf, Map<String, Operand<TFloat32>> gradients);

  /**
   * Each number on its own.
   *
   * @param limit of a number's size, above 0
   */
  record ByValue(double limit) implements Clipping {

    public ByValue {
      requireLimit("clipValue", limit);
    }

    @Override
    public String kerasName() {
      return "clipvalue";
    }

    @Override
    public Map<String, Operand<TFloat32>> clip(Ops tf, Map<String, Operand<TFloat32>> gradients) {
      Map<String, Operand<TFloat32>> clipped = new LinkedHashMap<>();
      Operand<TFloat32> most = tf.constant((float) limit);
      Operand<TFloat32> least = tf.constant((float) -limit);
      gradients.forEach(
          (path, gradient) -> clipped.put(path, tf.clipByValue(gradient, least, most)));
      return clipped;
    }
  }

  /**
   * The gradient of each weight as a whole.
   *
   * @param limit of a gradient's Euclidean norm, above 0
   */
  record ByNorm(double limit) implements Clipping {

    public ByNorm {
      requireLimit("clipNorm", limit);
    }

    @Override
    public String kerasName() {
      return "clipnorm";
    }

    @Override
    public Map<String, Operand<TFloat32>> clip(Ops tf, Map<String, Operand<TFloat32>> gradients) {
      Map<String, Operand<TFloat32>> clipped = new LinkedHashMap<>();
      Operand<TFloat32> most = tf.constant((float) limit);
      gradients.forEach(
          (path, gradient) -> {
            Operand<TFloat32> norm = tf.math.sqrt(squares(tf, gradient));
            clipped.put(
                path, tf.math.div(tf.math.mul(gradient, most), tf.math.maximum(norm, most)));
          });
      return clipped;
    }
  }

  /**
   * The gradients of all weights as one vector.
   *
   * @param limit of the vector's Euclidean norm, above 0
   */
  record ByGlobalNorm(double limit) implements Clipping {

    public ByGlobalNorm {
      requireLimit("globalClipNorm", limit);
    }

    @Override
    public String kerasName() {
      return "global_clipnorm";
    }

    @Override
    public Map<String, Operand<TFloat32>> clip(Ops tf, Map<String, Operand<TFloat32>> gradients) {
      Operand<TFloat32> sum = tf.constant(0f);
      for (Operand<TFloat32> gradient : gradients.values()) {
        sum = tf.math.add(sum, squares(tf, gradient));
      }
      Operand<TFloat32> most = tf.constant((float) limit);
      Operand<TFloat32> scale = tf.math.div(most, tf.math.maximum(tf.math.sqrt(sum), most));
      Map<String, Operand<TFloat32>> clipped = new LinkedHashMap<>();
      gradients.forEach((path, gradient) -> clipped.put(path, tf.math.mul(gradient, scale)));
      return clipped;
    }
  }

  /** Reads Keras's; a limit of 0 clips nothing there. */
  static Optional<Clipping> from(Config config) {
    List<Clipping> all = new ArrayList<>();
    double value = config.number("clipvalue", 0);
    double norm = config.number("clipnorm", 0);
    double globalNorm = config.number("global_clipnorm", 0);
    if (value > 0) {
      all.add(new ByValue(value));
    }
    if (norm > 0) {
      all.add(new ByNorm(norm));
    }
    if (globalNorm > 0) {
      all.add(new ByGlobalNorm(globalNorm));
    }
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "an optimizer takes one of clipvalue, clipnorm and global_clipnorm, got " + all);
    }
    return all.stream().findFirst();
  }

  private static Operand<TFloat32> squares(Ops tf, Operand<TFloat32> gradient) {
    return tf.reduceSum(tf.math.square(gradient), FrameworkOps.create(tf).math.allAxes(gradient));
  }

  private static void requireLimit(String name, double limit) {
    if (!(limit > 0 && Double.isFinite(limit))) {
      throw new IllegalArgumentException(
          "%s needs a finite limit above 0, got %s".formatted(name, limit));
    }
  }
}
